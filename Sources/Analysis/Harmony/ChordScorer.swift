import Glibc
import MusicTheory

/// Log-probabilities of all chords in each stretch: correlation of treble and bass chroma with templates, so that
/// chords of three and of four notes compete fairly.
struct ChordScorer {
    /// Score that counts as one unit of log-probability.
    static let temperature: Float = 0.05
    private static let bassShare: Float = 0.35
    private static let noChordScore: Float = 0.42

    /// Log-probabilities [stretches, ChordVocabulary.count].
    static func logProbabilities(_ chroma: BeatChroma) -> [Float] {
        let count = ChordVocabulary.count
        let trebleTemplates = ChordVocabulary.qualities.map { centred(trebleTemplate($0)) }
        let bassTemplates = ChordVocabulary.qualities.map { centred(bassTemplate($0)) }
        var result = [Float](repeating: 0, count: chroma.stretchCount * count)
        for stretch in 0..<chroma.stretchCount {
            let treble = centred((0..<12).map { chroma.treble[stretch * 12 + $0] })
            let bass = centred((0..<12).map { chroma.bass[stretch * 12 + $0] })
            var scores = [Float](repeating: 0, count: count)
            scores[0] = chroma.sounds[stretch] ? noChordScore : 2
            for quality in ChordVocabulary.qualities.indices {
                for root in 0..<12 {
                    var score: Float = ChordVocabulary.offsets[quality]
                    for i in 0..<12 {
                        let rotated = (i - root + 12) % 12
                        score += treble[i] * trebleTemplates[quality][rotated]
                        score += bassShare * bass[i] * bassTemplates[quality][rotated]
                    }
                    scores[1 + 12 * quality + root] = score
                }
            }
            let best = scores.reduce(-.infinity, max)
            let total = scores.reduce(Float(0)) { $0 + expf(($1 - best) / temperature) }
            for state in 0..<count {
                result[stretch * count + state] = (scores[state] - best) / temperature - logf(total)
            }
        }
        return result
    }

    private static func trebleTemplate(_ quality: ChordQuality) -> [Float] {
        var template = [Float](repeating: 0, count: 12)
        for (index, interval) in quality.intervals.enumerated() { template[interval] = [1, 1, 0.9, 0.75][index] }
        return template
    }

    private static func bassTemplate(_ quality: ChordQuality) -> [Float] {
        var template = [Float](repeating: 0, count: 12)
        for (index, interval) in quality.intervals.enumerated() { template[interval] = [1, 0.3, 0.5, 0.2][index] }
        return template
    }

    /// Without its mean and of unit length, so that products are correlations.
    private static func centred(_ values: [Float]) -> [Float] {
        let mean = values.reduce(0, +) / Float(values.count)
        let centred = values.map { $0 - mean }
        let power = centred.reduce(0) { $0 + $1 * $1 }
        let scale = power > 1e-9 ? 1 / power.squareRoot() : 0
        return centred.map { $0 * scale }
    }
}
