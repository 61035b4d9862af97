import Glibc
import MusicTheory

/// Finds the keys of a song from its chords (how usual they are in each key, where they come to rest) and its pitch
/// classes.
struct KeyEstimator {
    /// A stretch of one key between two stretches of the chord lattice.
    struct Region {
        var range: Range<Int>
        var key: Key
    }

    /// What was found.
    struct Result {
        var regions: [Region]
        /// Probability of each key of `Key.all` for the part of the song that is in the main key.
        var probabilities: [Double]
        var key: Key
    }

    let chroma: BeatChroma
    /// Decoded chord states by stretch.
    let chords: [Int]
    /// Price of a change of key, in log-probability: about ten beats that fit the new key only.
    private static let changePrice = 22.0
    /// The minor profile fits minor keys less well than the major one fits major keys, for the sixth and the seventh
    /// degree vary.
    private static let minorBias = 0.4
    /// Neighbouring beats repeat each other's evidence.
    private static let beatWeight = 0.6

    /// The keys, or `nil` where there are no chords.
    func estimate() -> Result? {
        guard chords.contains(where: { $0 > 0 }) else { return nil }
        let tables = Key.all.map { KeyProfiles.chordLogProbabilities(in: $0) }
        var regions = decode(tables)
        for index in regions.indices {
            let probabilities = posterior(regions[index].range, tables)
            regions[index].key = Key.all[best(probabilities)]
        }
        regions = merged(regions)
        // The main key is the one that lasts longest.
        var lengths = [Int](repeating: 0, count: 24)
        for region in regions { lengths[region.key.index] += region.range.count }
        let main = best(lengths.map(Double.init))
        let longest = regions.filter { $0.key.index == main }.reduce(regions[0]) {
            $1.key.index == main && ($0.key.index != main || $1.range.count > $0.range.count) ? $1 : $0
        }
        return Result(regions: regions, probabilities: posterior(longest.range, tables), key: Key.all[main])
    }

    /// Viterbi decoding over the 24 keys; a change to the relative key is no change of key that chords could prove.
    private func decode(_ tables: [[Double]]) -> [Region] {
        var scores = [Double](repeating: 0, count: 24)
        var previous = [[Int]](repeating: [], count: chords.count)
        for (stretch, chord) in chords.enumerated() {
            var next = scores
            var from = Array(0..<24)
            if stretch > 0 {
                for key in 0..<24 {
                    for other in 0..<24 where other != key && Key.all[other].relative != Key.all[key] {
                        let changed = scores[other] - KeyEstimator.changePrice
                        if changed > next[key] { (next[key], from[key]) = (changed, other) }
                    }
                }
            }
            for key in 0..<24 { next[key] += KeyEstimator.beatWeight * tables[key][chord] }
            (scores, previous[stretch]) = (next, from)
        }
        var key = best(scores)
        var path = [Int](repeating: 0, count: chords.count)
        for stretch in stride(from: chords.count - 1, through: 0, by: -1) {
            path[stretch] = key
            key = previous[stretch][key]
        }
        var regions: [Region] = []
        for (stretch, key) in path.enumerated() {
            if let last = regions.last, last.key.index == key {
                regions[regions.count - 1].range = last.range.lowerBound..<stretch + 1
            } else {
                regions.append(Region(range: stretch..<stretch + 1, key: Key.all[key]))
            }
        }
        return regions
    }

    /// Probabilities of the 24 keys for part of the song.
    private func posterior(_ range: Range<Int>, _ tables: [[Double]]) -> [Double] {
        var profile = [Float](repeating: 0, count: 12)
        for stretch in range {
            for i in 0..<12 {
                profile[i] += chroma.treble[stretch * 12 + i] + 0.5 * chroma.bass[stretch * 12 + i]
            }
        }
        let sounding = range.filter { chords[$0] > 0 }
        let chordCount = Double(max(1, sounding.count))
        let scores = Key.all.map { key -> Double in
            let chordFit = sounding.reduce(0) { $0 + tables[key.index][chords[$1]] } / chordCount
            return 7 * chordFit + 6 * Double(correlation(profile, key)) + restingPoints(range, key)
                + (key.mode == .minor ? KeyEstimator.minorBias : 0)
        }
        // A chord or two prove little, however long they last.
        let reliance = min(1, Double(runs(range).count + 1) / 12)
        let highest = scores.reduce(-.infinity, max)
        let weights = scores.map { exp(reliance * ($0 - highest)) }
        let total = weights.reduce(0, +)
        return weights.map { $0 / total }
    }

    /// Successive different chords.
    private func runs(_ range: Range<Int>) -> [Int] {
        range.reduce(into: []) { runs, stretch in
            if chords[stretch] > 0, runs.last != chords[stretch] { runs.append(chords[stretch]) }
        }
    }

    /// Songs end on the tonic more often than not, and dominants resolve to it.
    private func restingPoints(_ range: Range<Int>, _ key: Key) -> Double {
        let runs = runs(range)
        func isTonic(_ state: Int) -> Bool {
            ChordVocabulary.root(state) == key.tonic
                && ChordVocabulary.quality(state).hasMinorThird == (key.mode == .minor)
        }
        func isDominant(_ state: Int) -> Bool {
            key.tonic.interval(to: ChordVocabulary.root(state)) == 7
                && [.major, .dominantSeventh].contains(ChordVocabulary.quality(state))
        }
        var score = 0.0
        if range.upperBound == chords.count, let last = runs.last, isTonic(last) { score += 0.8 }
        if range.lowerBound == 0, let first = runs.first, isTonic(first) { score += 0.3 }
        let cadences = zip(runs, runs.dropFirst()).filter { isDominant($0) && isTonic($1) }.count
        return score + 8 * min(0.25, Double(cadences) / Double(max(4, runs.count)))
    }

    private func correlation(_ profile: [Float], _ key: Key) -> Float {
        guard let reference = KeyProfiles.pitchClasses[key.mode] else { return 0 }
        let (meanA, meanB) = (profile.reduce(0, +) / 12, reference.reduce(0, +) / 12)
        var (product, squaresA, squaresB): (Float, Float, Float) = (0, 0, 0)
        for i in 0..<12 {
            let a = profile[(i + key.tonic.semitone) % 12] - meanA
            let b = reference[i] - meanB
            product += a * b
            squaresA += a * a
            squaresB += b * b
        }
        return product / max(1e-9, (squaresA * squaresB).squareRoot())
    }

    private func merged(_ regions: [Region]) -> [Region] {
        regions.reduce(into: []) { merged, region in
            if let last = merged.last, last.key == region.key {
                merged[merged.count - 1].range = last.range.lowerBound..<region.range.upperBound
            } else {
                merged.append(region)
            }
        }
    }

    private func best(_ values: [Double]) -> Int {
        values.indices.reduce(0) { values[$1] > values[$0] ? $1 : $0 }
    }
}
