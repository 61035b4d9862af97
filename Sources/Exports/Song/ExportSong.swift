internal import MusicTheory
public import Tracks

/// A song as the formats see it: the sidecar with its times put in order, so that no format needs to doubt them.
///
/// Times are seconds, finite and not negative; spans of a list do not overlap and are never empty.
public struct ExportSong: Sendable {
    /// Everything known about the song.
    public let sidecar: TheorySidecar
    /// Absolute path of the recording, for formats that point to it.
    public let audioPath: String?
    /// Version of the program, for formats that say what made them.
    public let programVersion: String

    let durationSeconds: Double
    let beats: [Beat]
    let chords: [ExportedChord]
    let sections: [Section]
    let keyRegions: [KeyRegion]
    let meter: Meter?
    let bpm: Double?
    let key: Key?

    /// Puts a sidecar in order.
    ///
    /// - Parameter audioPath: absolute path of the recording, where there is one.
    public init(
        _ sidecar: TheorySidecar, audioPath: String? = nil, programVersion: String = ProgramVersion.text
    ) {
        self.sidecar = sidecar
        self.audioPath = audioPath
        self.programVersion = programVersion
        let given = sidecar.track.durationSeconds
        let duration = given.isFinite && given > 0 && given < Self.longest ? given : nil
        durationSeconds = duration ?? 0
        beats = Self.ordered(sidecar.beats)
        meter = sidecar.musicTheory.rhythmic.timeSignature.flatMap { Meter($0) }
        bpm = sidecar.bpm.flatMap { $0.isFinite && (1...2000).contains($0) ? $0 : nil }
        key = sidecar.key.flatMap { Key($0) }
        let numerals = Dictionary(
            (sidecar.musicTheory.harmonic.chords ?? []).map { ($0.index, $0) }, uniquingKeysWith: { first, _ in first })
        let spans = sidecar.chords.enumerated().map { TimeSpan($1.startSeconds, $1.endSeconds, ($0, $1)) }
        chords = TimeSpan.ordered(spans, until: duration).map {
            ExportedChord($0.value.1, start: $0.start, end: $0.end, function: numerals[$0.value.0])
        }
        sections = TimeSpan.ordered(
            sidecar.sections.map { TimeSpan($0.startSeconds, $0.endSeconds, $0) }, until: duration
        ).map {
            var section = $0.value
            (section.startSeconds, section.endSeconds) = ($0.start, $0.end)
            return section
        }
        keyRegions = TimeSpan.ordered(
            sidecar.keyRegions.map { TimeSpan($0.startSeconds, $0.endSeconds, $0) }, until: duration
        ).map { KeyRegion(startSeconds: $0.start, endSeconds: $0.end, key: $0.value.key) }
    }

    /// Later times than this (a day and more) are damage.
    static let longest = 100_000.0

    /// What the song is called: its title, else the name of its file without the ending.
    var title: String {
        if let title = sidecar.track.title { return PlainText.line(title) }
        let name = sidecar.track.fileName
        return PlainText.line(name.lowercased().hasSuffix(".mp3") ? String(name.dropLast(4)) : name)
    }
    /// Who plays it, where that is known.
    var artist: String? { sidecar.track.artist.map(PlainText.line) }
    /// The album, where that is known.
    var album: String? { sidecar.track.album.map(PlainText.line) }

    /// The most likely genre, where one is likely enough.
    var genre: String? { sidecar.musicTheory.genre.primary.flatMap { $0 == "unknown" ? nil : PlainText.line($0) } }

    /// Where notes of a voice begin, in order, each with its strength 0...1.
    func onsets(of voice: String) -> [(seconds: Double, strength: Double)] {
        guard let track = sidecar.musicTheory.rhythmic.onsets?[voice] else { return [] }
        var result: [(seconds: Double, strength: Double)] = []
        for (i, time) in track.timesSeconds.enumerated() where (0..<Self.longest).contains(time) {
            let strength = i < track.strengths.count && track.strengths[i].isFinite ? track.strengths[i] : 1
            result.append((time, min(1, max(0, strength))))
        }
        return result.sorted { $0.seconds < $1.seconds }
    }

    /// The voices that have onsets: those of the drums, the bass, and then the others by name.
    var voices: [String] {
        let usual = ["kick", "snare", "hi_hat", "bass", "vocals", "other"]
        let found = Set((sidecar.musicTheory.rhythmic.onsets ?? [:]).keys)
        return (usual.filter(found.contains) + found.subtracting(usual).sorted()).filter { !onsets(of: $0).isEmpty }
    }

    /// Beats in order, at least a millisecond apart.
    private static func ordered(_ beats: [Beat]) -> [Beat] {
        var result: [Beat] = []
        for beat in beats where (0..<longest).contains(beat.timeSeconds) {
            if let last = result.last, beat.timeSeconds < last.timeSeconds + 0.001 { continue }
            result.append(beat)
        }
        return result
    }
}

extension Section {
    /// "A verse", or "A" where it has no name.
    var fullName: String { PlainText.line([letter, label].compactMap { $0 }.joined(separator: " ")) }
    /// "verse", or "A" where it has no name.
    var shortName: String { PlainText.line(label ?? letter) }
}
