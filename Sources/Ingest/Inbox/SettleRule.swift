internal import AudioFiles
internal import Library
internal import Settings

/// When a dropped file is complete.
///
/// A "closed" event does not mean complete (a killed writer closes too), and neither does a stable size (some clients
/// reserve it first). So three things must hold: quiet for a while, nobody has it open for writing, and its last
/// MPEG frame is whole.
struct SettleRule: Sendable, Equatable {
    /// Who has the file open for writing.
    enum Writer: Sendable, Equatable {
        case nobody, somebody, unknown
    }

    /// What to do with a file now.
    enum Verdict: Sendable, Equatable {
        /// Nothing yet; look again after so many seconds, or when it changes.
        case wait(seconds: Double)
        /// Nothing until the user does something, or it changes; look again after so many seconds.
        case waitVisibly(reason: String, seconds: Double)
        /// Take it.
        case take(isTruncated: Bool)
        /// It will never be music.
        case refuse(reason: String, whatToDo: String)
    }

    let quietSeconds: Double
    let unprobedQuietSeconds: Double
    let refuseAfterSeconds: Double
    let truncatedWaitSeconds: Double
    let minimumPlayableSeconds: Double

    init(_ settings: Settings) {
        quietSeconds = Double(settings.settleQuietMilliseconds) / 1000
        unprobedQuietSeconds = Double(settings.settleQuietUnprobedSeconds)
        refuseAfterSeconds = Double(settings.refuseAfterSeconds)
        truncatedWaitSeconds = settings.truncatedWaitMinutes * 60
        minimumPlayableSeconds = Double(settings.minimumPlayableSeconds)
    }

    /// The first half of the rule, before anything is read: `nil` when the file may be inspected.
    func beforeInspection(quietForSeconds quiet: Double, writer: Writer) -> Verdict? {
        switch writer {
        case .somebody: .wait(seconds: 0.25)
        case .nobody: quiet < quietSeconds ? .wait(seconds: quietSeconds - quiet) : nil
        case .unknown: quiet < unprobedQuietSeconds ? .wait(seconds: unprobedQuietSeconds - quiet) : nil
        }
    }

    /// The second half: what the contents say.
    func verdict(quietForSeconds quiet: Double, inspection: MPEGAudioInspection) -> Verdict {
        if case .mpegAudio(let audio) = inspection {
            guard case .truncated(let present, let expected) = audio.completeness else {
                return .take(isTruncated: false)
            }
            return truncatedVerdict(quiet, audio.estimatedDurationSeconds, present: present, expected: expected)
        }
        // A name can appear before its contents do, so even a hopeless file gets a moment to change.
        if quiet < refuseAfterSeconds { return .wait(seconds: refuseAfterSeconds - quiet) }
        return .refuse(
            reason: inspection.description,
            whatToDo: "Only MP3 files are processed. Convert the music to MP3 and drop it again, or delete this file.")
    }

    private func truncatedVerdict(
        _ quiet: Double, _ playableSeconds: Double, present: Int64, expected: Int64?
    ) -> Verdict {
        let amount =
            expected.map { "\(Self.size(present)) of \(Self.size($0))" }
            ?? "\(Self.size(present)), its end is missing"
        if quiet < truncatedWaitSeconds {
            return .waitVisibly(
                reason: "truncated (\(amount)): waiting for the rest", seconds: truncatedWaitSeconds - quiet)
        }
        if playableSeconds >= minimumPlayableSeconds { return .take(isTruncated: true) }
        return .refuse(
            reason: "The MP3 is truncated (\(amount)) and less than \(Int(minimumPlayableSeconds)) s of it play.",
            whatToDo: "Copy or download the file again and drop it into the inbox.")
    }

    private static func size(_ bytes: Int64) -> String {
        let (unit, name): (Int64, String) = bytes < 1_000_000 ? (1000, "kB") : (1_000_000, "MB")
        let tenths = (bytes * 10 + unit / 2) / unit
        return "\(tenths / 10).\(tenths % 10) \(name)"
    }
}
