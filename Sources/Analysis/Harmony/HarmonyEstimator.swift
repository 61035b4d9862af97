import Glibc
import MusicTheory

/// Chords and keys on a lattice of beats.
struct HarmonyEstimate: Sendable {
    /// Boundaries of the stretches in seconds, one more than stretches, from 0 to the song's end.
    var boundaries: [Double] = []
    /// Chord state by stretch.
    var chords: [Int] = []
    /// Probability of the decoded chord by stretch.
    var chordConfidences: [Double] = []
    var chroma: BeatChroma
    var keyRegions: [(startSeconds: Double, endSeconds: Double, key: Key)] = []
    var key: Key?
    /// Probabilities of `Key.all`.
    var keyProbabilities: [Double] = []

    /// Whether there are chords rather than noises that look like some: 0...1.
    var tonalness: Double { min(1, max(0, (0.72 - chroma.flatness) / 0.1)) }
}

/// Decodes chords, then keys from them, then chords again with what is usual in the keys.
struct HarmonyEstimator {
    let features: SongFeatures
    let tuningSemitones: Double
    let rhythm: RhythmEstimate?

    func estimate() -> HarmonyEstimate {
        let boundaries = lattice()
        let notes = NoteActivations(features.pitches, tuningSemitones: tuningSemitones, boundaries: boundaries)
        let bassNotes = features.bassPitches.map {
            NoteActivations($0, tuningSemitones: tuningSemitones, boundaries: boundaries)
        }
        let chroma = BeatChroma(notes, bassNotes: bassNotes)
        var result = HarmonyEstimate(boundaries: boundaries, chroma: chroma)
        let logProbabilities = ChordScorer.logProbabilities(chroma)
        var decoder = ChordDecoder(
            logProbabilities: logProbabilities, stretchCount: chroma.stretchCount, changePrices: changePrices())
        result.chords = decoder.decode()
        var keys = KeyEstimator(chroma: chroma, chords: result.chords).estimate()
        if let first = keys {
            let usual = KeyProfiles.chordLogProbabilities(in: first.key)
            decoder.bias = usual.map { Float(0.25 * max(-3, $0 + 3)) }
            decoder.bias[0] = 0
            result.chords = decoder.decode()
            keys = KeyEstimator(chroma: chroma, chords: result.chords).estimate()
        }
        result.chordConfidences = result.chords.enumerated().map { stretch, chord in
            Double(expf(logProbabilities[stretch * ChordVocabulary.count + chord]))
        }
        if let keys {
            result.key = keys.key
            result.keyProbabilities = keys.probabilities
            result.keyRegions = keys.regions.map {
                (boundaries[$0.range.lowerBound], boundaries[$0.range.upperBound], $0.key)
            }
        }
        return result
    }

    /// Beats, with the song's beginning and end; half seconds where there are no beats.
    private func lattice() -> [Double] {
        let duration = features.durationSeconds
        guard duration > 0 else { return [0] }
        guard let rhythm else {
            let count = max(1, Int(duration / 0.5))
            return (0...count).map { Double($0) * duration / Double(count) }
        }
        let times = rhythm.grid.times.filter { $0 > 0.05 && $0 < duration - 0.05 }
        return [0] + times + [duration]
    }

    /// Changes are usual on downbeats, less so in the middle of a bar, rare elsewhere.
    private func changePrices() -> [Float] {
        let boundaries = lattice()
        let stretchCount = max(0, boundaries.count - 1)
        guard let rhythm else { return Array(repeating: 4, count: stretchCount) }
        var prices = [Float](repeating: 3, count: stretchCount)
        var positions: [Double: Int] = [:]
        for (time, position) in zip(rhythm.grid.times, rhythm.positions) { positions[time] = position }
        for stretch in 0..<stretchCount {
            guard let position = positions[boundaries[stretch]] else { continue }
            if position == 0 {
                prices[stretch] = 1.5
            } else if rhythm.beatsPerBar == 4, position == 2 {
                prices[stretch] = 3
            } else {
                prices[stretch] = 5
            }
        }
        return prices
    }
}
