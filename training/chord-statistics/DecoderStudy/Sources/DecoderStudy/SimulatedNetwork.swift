@testable import Analysis
import Glibc
import MusicTheory

/// What a network might have heard of a song: templates of chords in a chroma with noise that lasts (over a chord, over
/// some beats), strange notes now and then, scores shared between neighbouring cells; the same for the same song.
struct SimulatedNetwork {
    var name: String
    /// Noise in the chroma that changes within beats, and from chord to chord.
    var noise: Double
    var chordNoise: Double
    /// Share of cells with strange notes.
    var strange: Double
    /// How sharply scores tell chords apart.
    var sharpness: Double

    static let all = [
        SimulatedNetwork(name: "good", noise: 0.35, chordNoise: 0.3, strange: 0.05, sharpness: 22),
        SimulatedNetwork(name: "fair", noise: 0.45, chordNoise: 0.5, strange: 0.07, sharpness: 20),
        SimulatedNetwork(name: "poor", noise: 0.55, chordNoise: 0.65, strange: 0.10, sharpness: 16),
    ]

    /// The observations, with the truth: in a fourth of the songs, some chords come half a beat early.
    struct Observed {
        var chords: [Int]
        var bass: [Int]
        var posteriors: HarmonyPosteriors
        var grid: HarmonyGrid
    }

    private static let templates: [[Double]] = ChordStates.qualities.map { quality in
        var chroma = [Double](repeating: 0.05, count: 12)
        for (index, interval) in quality.intervals.enumerated() {
            chroma[interval] += [1, 0.8, 0.9, 0.7][index]
            chroma[(interval + 7) % 12] += 0.2
            chroma[(interval + 4) % 12] += 0.1
        }
        let length = chroma.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return chroma.map { $0 / length }
    }
    private static let shares = [
        0.56, 0.14, 0.127, 0.033, 0.09, 0.027, 0.004, 0.004, 0.003, 0.003, 0.002, 0.012, 0.004,
    ]

    func observe(_ song: AnnotatedSong) -> Observed {
        let seed = UInt64(song.name) ?? 1
        var random = Noise(seed: seed)
        var (truth, bassTruth) = (song.chords, song.bass)
        if seed % 4 == 0 {
            for cell in 1..<truth.count where song.chords[cell] != song.chords[cell - 1] && random.uniform() < 0.4 {
                (truth[cell - 1], bassTruth[cell - 1]) = (song.chords[cell], song.bass[cell])
            }
        }
        let count = truth.count
        var (chords, bass, keys): ([Double], [Float], [Float]) = ([], [], [])
        var lasting = [Double](repeating: 0, count: 12)
        var ofChord = lasting
        var keyDrift = (0..<24).map { _ in 0.8 * random.normal() }
        for cell in 0..<count {
            if cell == 0 || truth[cell] != truth[cell - 1] {
                for note in 0..<12 { ofChord[note] = chordNoise * random.normal() }
            }
            for note in 0..<12 { lasting[note] = 0.85 * lasting[note] + 0.53 * noise * random.normal() }
            let isStrange = random.uniform() < strange
            var chroma = [Double](repeating: 0.25, count: 12)
            add(truth[cell], isStrange ? 0.3 : 0.85, to: &chroma)
            if cell > 0 { add(truth[cell - 1], 0.15, to: &chroma) }
            if isStrange { add(1 + Int(random.next() % 60), 0.7, to: &chroma) }
            for note in 0..<12 { chroma[note] = max(0, chroma[note] + 0.3 * (lasting[note] + ofChord[note])) }
            let silence = sharpness * ((truth[cell] == 0 ? 0.95 : 0.72) + 0.1 * random.normal()) - 3
            chords += normalised([silence] + scores(chroma))
            bass += normalised(bassScores(truth[cell], bassTruth[cell], &random)).map(Float.init)
            for key in 0..<24 { keyDrift[key] = 0.98 * keyDrift[key] + 0.16 * random.normal() }
            let key = Key.all[song.tonics[cell] + 12 * song.modes[cell]]
            keys += normalised(keyScores(key, keyDrift)).map(Float.init)
        }
        let grid = HarmonyGrid(
            boundaries: (0...count).map { 0.25 * Double($0) }, positionInBeat: song.positions.map { $0 % 2 },
            beatInBar: song.positions.map { $0 / 2 }, beatsPerBar: song.meters[count / 2],
            beatTimes: (0...count / 2).map { 0.5 * Double($0) })
        let posteriors = HarmonyPosteriors(
            cellCount: count, chords: shared(chords, count), bass: bass, keys: keys)
        return Observed(chords: truth, bass: bassTruth, posteriors: posteriors, grid: grid)
    }

    private func add(_ state: Int, _ weight: Double, to chroma: inout [Double]) {
        guard state > 0 else { return }
        for note in 0..<12 {
            let place = (note + (state - 1) % 12) % 12
            chroma[place] += weight * (SimulatedNetwork.templates[(state - 1) / 12][note] - 0.25)
        }
    }

    private func scores(_ chroma: [Double]) -> [Double] {
        let length = max(1e-6, chroma.reduce(0) { $0 + $1 * $1 }.squareRoot())
        return ChordStates.qualities.indices.flatMap { quality in
            (0..<12).map { root in
                let product = (0..<12).reduce(0.0) {
                    $0 + chroma[($1 + root) % 12] * SimulatedNetwork.templates[quality][$1]
                }
                return sharpness * product / length + log(SimulatedNetwork.shares[quality])
            }
        }
    }

    private func bassScores(_ state: Int, _ interval: Int, _ random: inout Noise) -> [Double] {
        var scores = (0..<13).map { _ in 0.9 * random.normal() }
        guard state > 0 else {
            scores[0] += 4
            return scores
        }
        let root = (state - 1) % 12
        switch random.uniform() {
        case ..<0.75: scores[1 + (root + max(0, interval)) % 12] += 4
        case ..<0.85: scores[1 + (root + 7) % 12] += 4
        case ..<0.93: scores[1 + Int(random.next() % 12)] += 4
        default: scores[0] += 4
        }
        return scores
    }

    private func keyScores(_ key: Key, _ drift: [Double]) -> [Double] {
        var scores = drift
        scores[key.index] += 1.6
        scores[key.relative.index] += 1.1
        scores[(key.index + 12) % 24] += 0.5
        for fifth in [5, 7] { scores[Key(tonic: key.tonic.transposed(by: fifth), mode: key.mode).index] += 0.7 }
        return scores
    }

    /// Neighbouring cells share their scores, as a network's context makes them.
    private func shared(_ chords: [Double], _ count: Int) -> [Float] {
        (0..<count).flatMap { cell -> [Float] in
            let (before, after) = (max(0, cell - 1) * 157, min(count - 1, cell + 1) * 157)
            let scores = (0..<157).map { state -> Double in
                let sides = chords[before + state] + chords[after + state]
                return 1.15 * (0.25 * sides + 0.5 * chords[cell * 157 + state])
            }
            return normalised(scores).map(Float.init)
        }
    }

    private func normalised(_ scores: [Double]) -> [Double] {
        let highest = scores.reduce(-.infinity, max)
        let total = highest + log(scores.reduce(0) { $0 + exp($1 - highest) })
        return scores.map { $0 - total }
    }
}

/// Reproducible noise (SplitMix64; Steele, Lea & Flood, OOPSLA 2014).
struct Noise {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func uniform() -> Double { Double(next() >> 11) / Double(1 << 53) }

    /// Nearly normal, by the sum of twelve uniform numbers.
    mutating func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + uniform() } }
}
