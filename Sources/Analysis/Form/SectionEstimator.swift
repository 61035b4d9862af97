import Tracks

/// Divides a song into sections and finds which of them are repeats.
struct SectionEstimator {
    /// Longer songs are compared in pairs (or more) of bars, so that the similarity matrix stays small.
    private static let largestBarCount = 1000
    private static let barSecondsWithoutBeats = 2.0

    let features: SongFeatures
    let rhythm: RhythmEstimate?
    let harmony: HarmonyEstimate?

    /// Sections from 0 to the song's end; empty for less than two bars of music.
    func sections(beats: [Beat]) -> [Section] {
        let lines = barLines()
        guard lines.count > 2, features.musicSeconds != nil else { return [] }
        let bars = BarFeatures(features: features, harmony: harmony, boundaries: lines)
        let (timbre, harmonic) = (bars.timbreSimilarity(), bars.harmonicSimilarity())
        let found = SectionBoundaries(
            timbre: timbre, harmonic: harmonic, accents: bars.accents, barCount: bars.barCount
        ).find()
        let similarity = zip(timbre, harmonic).map { 0.5 * ($0 + $1) }
        let ends = found.dropFirst().map(\.bar) + [bars.barCount]
        let ranges = zip(found, ends).map { $0.bar..<$1 }
        let letters = SectionLetters(similarity: similarity, barCount: bars.barCount, sections: ranges).letters()
        return ranges.indices.map { index in
            let start = lines[ranges[index].lowerBound]
            // A clear boundary or a clear repeat make a section believable.
            let novelty = Double(max(0, min(1, found[index].novelty / 4)))
            let confidence = index == 0 ? Double(letters.likeness[index]) : max(novelty, Double(letters.likeness[index]) * 0.8)
            return Section(
                startSeconds: start, endSeconds: lines[ranges[index].upperBound],
                startBar: beats.first { $0.timeSeconds > start - 0.01 }?.bar,
                letter: SectionEstimator.name(letters.indices[index]), label: nil, confidence: min(1, confidence))
        }
    }

    /// Bar lines in seconds, with the song's beginning and end in place of the first and last.
    private func barLines() -> [Double] {
        let duration = features.durationSeconds
        guard duration > 0 else { return [] }
        var lines: [Double]
        if let rhythm, rhythm.downbeatIndices.count > 1 {
            lines = rhythm.downbeatIndices.map { rhythm.grid.times[$0] }
            let bar = (lines[lines.count - 1] - lines[0]) / Double(lines.count - 1)
            // A pick-up and a last bar that is cut short belong to their neighbours.
            if lines[0] > 0.6 * bar { lines.insert(0, at: 0) } else { lines[0] = 0 }
            if duration - lines[lines.count - 1] > 0.6 * bar {
                lines.append(duration)
            } else {
                lines[lines.count - 1] = duration
            }
        } else {
            let count = max(1, Int(duration / SectionEstimator.barSecondsWithoutBeats))
            lines = (0...count).map { Double($0) * duration / Double(count) }
        }
        let group = (lines.count + SectionEstimator.largestBarCount - 1) / SectionEstimator.largestBarCount
        guard group > 1, let last = lines.last else { return lines }
        return stride(from: 0, to: lines.count - 1, by: group).map { lines[$0] } + [last]
    }

    /// "A" ... "Z", "AA", "AB", ...
    static func name(_ index: Int) -> String {
        let letter = String(UnicodeScalar(UInt8(65 + index % 26)))
        return index < 26 ? letter : name(index / 26 - 1) + letter
    }
}
