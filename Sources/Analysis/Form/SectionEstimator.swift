import Tracks

/// Divides a song into sections and finds which of them are repeats.
struct SectionEstimator {
    /// Longer songs are compared in pairs (or more) of bars, so that the similarity matrix stays small.
    private static let largestBarCount = 1000
    private static let barSecondsWithoutBeats = 2.0

    let features: SongFeatures
    let rhythm: RhythmEstimate?
    let harmony: CellChroma?

    /// Sections from 0 to the song's end; empty for less than two bars of music.
    func sections(beats: [Beat]) -> [Section] {
        let lines = barLines()
        guard lines.count > 2, features.musicSeconds != nil else { return [] }
        let bars = BarFeatures(features: features, harmony: harmony, boundaries: lines)
        let (timbre, harmonic) = (bars.timbreSimilarity(), bars.harmonicSimilarity())
        let found = SectionBoundaries(
            timbre: timbre, harmonic: harmonic, accents: bars.accents, barCount: bars.barCount
        ).find()
        // Without tones only the sound tells.
        let similarity = harmony == nil ? timbre : zip(timbre, harmonic).map { 0.5 * ($0 + $1) }
        let ends = found.dropFirst().map(\.bar) + [bars.barCount]
        let ranges = zip(found, ends).map { $0.bar..<$1 }
        let letters = SectionLetters(similarity: similarity, barCount: bars.barCount, sections: ranges).letters()
        // A long stretch that was cut for its length only is put together again.
        let kept = ranges.indices.filter {
            $0 == 0 || found[$0].novelty > 0.5 || letters.indices[$0] != letters.indices[$0 - 1]
        }
        return zip(kept, kept.dropFirst() + [ranges.count]).map { index, next in
            let start = lines[ranges[index].lowerBound]
            // A clear boundary or a clear repeat make a section believable.
            let novelty = Double(max(0, min(1, found[index].novelty / 4)))
            let confidence =
                index == 0 ? Double(letters.likeness[index]) : max(novelty, Double(letters.likeness[index]) * 0.8)
            return Section(
                startSeconds: start, endSeconds: lines[ranges[next - 1].upperBound],
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
