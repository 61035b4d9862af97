import Tracks

/// Counts notes: by stem, by second, by beat and by section.
enum NoteDensityCount {
    /// Blows of several drums closer than this are one.
    private static let togetherSeconds = 0.03

    /// The densities of a song; the total counts each stem's notes.
    ///
    /// - Parameter beats: times of the beats; empty where there are none.
    static func density(
        of onsets: [Voice: [Onset]], durationSeconds: Double, beats: [Double], sections: [Section]
    ) -> NoteDensity? {
        guard durationSeconds > 0 else { return nil }
        var byStem: [Stem: Double] = [:]
        var all: [Double] = []
        for stem in Stem.standard {
            let times = together(stem.voices.flatMap { onsets[$0] ?? [] }.map(\.timeSeconds))
            byStem[stem] = RhythmPrecision.thousandths(Double(times.count) / durationSeconds)
            all += times
        }
        var perBeat: Double?
        if let first = beats.first, let last = beats.last, beats.count > 1 {
            let inside = all.count { $0 >= first && $0 < last }
            perBeat = RhythmPrecision.thousandths(Double(inside) / Double(beats.count - 1))
        }
        let bySection = sections.map { section in
            let length = section.endSeconds - section.startSeconds
            let inside = all.count { $0 >= section.startSeconds && $0 < section.endSeconds }
            return length > 0 ? RhythmPrecision.thousandths(Double(inside) / length) : 0
        }
        return NoteDensity(
            notesPerSecond: RhythmPrecision.thousandths(Double(all.count) / durationSeconds), byStem: byStem,
            notesPerBeat: perBeat, bySection: bySection)
    }

    private static func together(_ times: [Double]) -> [Double] {
        var result: [Double] = []
        for time in times.sorted() where time - (result.last ?? -.infinity) >= togetherSeconds { result.append(time) }
        return result
    }
}
