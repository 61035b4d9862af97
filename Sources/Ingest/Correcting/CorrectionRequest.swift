internal import MusicTheory
public import Tracks

/// What a user wants to have corrected of a song, checked as far as it can be without the song.
public struct CorrectionRequest: Sendable, Equatable {
    /// Another reading of the tempo there is.
    public enum TempoFactor: String, CaseIterable, Sendable {
        /// Twice as fast.
        case double
        /// Half as fast.
        case half

        var ratio: Double { self == .double ? 2 : 0.5 }
    }

    private let given: Corrections
    private let tempo: TempoFactor?
    private let reset: Set<Corrections.Field>

    /// - Parameters:
    ///   - bpm: beats per minute, 20...400.
    ///   - downbeats: times at which bars begin, in seconds or as "1:02.5".
    ///   - key: in any usual spelling.
    ///   - meter: such as "3/4".
    ///   - tempo: in place of `bpm`.
    ///   - reset: corrections to take back first.
    /// - Throws: where one of them cannot be of any song, or nothing is wished.
    public init(
        bpm: Double?, downbeats: [String], key: String?, meter: String?, tempo: TempoFactor?,
        reset: Set<Corrections.Field>
    ) throws(CorrectionError) {
        given = Corrections(
            bpm: try bpm.map(Self.checked(bpm:)), downbeatSeconds: try Self.seconds(downbeats),
            key: try key.map(Self.keyName), timeSignature: try meter.map(Self.meterName))
        guard tempo == nil || (bpm == nil && !reset.contains(.bpm)) else {
            throw CorrectionError(
                .wish, "Double and half are of the tempo that the song has; give them without another BPM or its reset."
            )
        }
        guard !given.isEmpty || tempo != nil || !reset.isEmpty else {
            throw CorrectionError(.wish, "Say what to correct: --bpm, --downbeat, --key, --meter, --tempo or --reset.")
        }
        self.tempo = tempo
        self.reset = reset
    }

    /// The corrections of a song after this one.
    func corrections(of song: TheorySidecar) throws(CorrectionError) -> Corrections {
        var added = given
        if let tempo {
            guard let bpm = song.bpm else {
                throw CorrectionError(.song, "The song has no tempo of which to take the \(tempo); give it with --bpm.")
            }
            added.bpm = try Self.checked(bpm: bpm * tempo.ratio)
        }
        let duration = song.track.durationSeconds
        if let time = added.downbeatSeconds.first(where: { $0 > duration }) {
            throw CorrectionError(
                .song, "There is no downbeat at \(time) s; the song lasts \((duration * 10).rounded() / 10) s.")
        }
        return reset.reduce(song.corrections) { $0.removing($1) }.merged(with: added)
    }

    private static func checked(bpm: Double) throws(CorrectionError) -> Double {
        let range = Corrections.bpmRange
        guard range.contains(bpm) else {
            throw CorrectionError(
                .wish,
                "A tempo of \(bpm) BPM is not possible; give one from \(Int(range.lowerBound)) to "
                    + "\(Int(range.upperBound)).")
        }
        return bpm
    }

    private static func keyName(_ text: String) throws(CorrectionError) -> String {
        guard let name = KeyName.canonical(text) else {
            throw CorrectionError(
                .wish, "“\(text)” is no major or minor key; write it like \"A minor\", Am, \"F# major\" or Bb.")
        }
        return name
    }

    private static func meterName(_ text: String) throws(CorrectionError) -> String {
        guard let meter = Meter(text), meter.beatsPerBar <= 16 else {
            throw CorrectionError(.wish, "“\(text)” is no meter; write it like 4/4, 3/4 or 6/8.")
        }
        return meter.name
    }

    private static func seconds(_ texts: [String]) throws(CorrectionError) -> [Double] {
        var times: [Double] = []
        for text in texts {
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            let minutes = parts.count == 2 ? Int(parts[0]) : 0
            guard parts.count <= 2, let minutes, let last = parts.last, let seconds = Double(last),
                minutes >= 0, minutes < 10_000, seconds >= 0, seconds < (parts.count == 2 ? 60 : 1e6)
            else {
                throw CorrectionError(.wish, "“\(text)” is no time; write it in seconds, or like 1:02.5.")
            }
            times.append(Double(minutes) * 60 + seconds)
        }
        return times
    }
}
