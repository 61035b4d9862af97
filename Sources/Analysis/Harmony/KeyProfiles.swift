import Glibc
import MusicTheory

/// What keys sound like: pitch-class profiles and chord frequencies.
enum KeyProfiles {
    /// Weights of the twelve pitch classes above the tonic for major and minor (the "bgate" profiles of Faraldo et al.,
    /// A Multi-profile Method for Key Estimation in EDM, AES Semantic Audio 2017, as published with Essentia).
    static let pitchClasses: [Mode: [Float]] = [
        .major: [1, 0, 0.42, 0, 0.53, 0.37, 0, 0.77, 0, 0.38, 0.21, 0.30],
        .minor: [1, 0, 0.36, 0.39, 0, 0.38, 0, 0.74, 0.27, 0, 0.42, 0.23],
    ]

    /// Share of time, in thousandths, of the chords on the twelve degrees: major and suspended, minor, seventh,
    /// diminished. Counted over the 846 songs of clear mode in the McGill Billboard annotations (Burgoyne et al., An
    /// Expert Ground Truth Set for Audio Chord Recognition and Music Analysis, ISMIR 2011; CC0).
    private static let chordShares: [Mode: [[Double]]] = [
        .major: [
            [341, 3, 53, 0], [3, 0, 0, 1], [13, 47, 11, 1], [11, 1, 1, 1], [3, 22, 4, 0], [165, 10, 14, 0],
            [2, 0, 1, 1], [119, 6, 52, 0], [10, 0, 1, 0], [8, 56, 5, 0], [26, 1, 2, 0], [2, 1, 1, 1],
        ],
        .minor: [
            [21, 464, 1, 0], [1, 2, 0, 0], [5, 5, 1, 1], [57, 1, 4, 0], [1, 1, 0, 0], [46, 63, 20, 0],
            [2, 0, 0, 0], [30, 37, 33, 0], [93, 0, 4, 0], [1, 3, 0, 0], [92, 1, 6, 0], [1, 1, 0, 1],
        ],
    ]

    /// Log-probability of a chord in a key, by `ChordVocabulary` state; zero for no chord.
    static func chordLogProbabilities(in key: Key) -> [Double] {
        guard let shares = chordShares[key.mode] else { return [] }
        let smoothing = 2.0
        let total = shares.joined().reduce(0) { $0 + $1 + smoothing }
        return (0..<ChordVocabulary.count).map { state in
            guard state > 0 else { return 0 }
            let degree = key.tonic.interval(to: ChordVocabulary.root(state))
            return log((shares[degree][family(ChordVocabulary.quality(state))] + smoothing) / total)
        }
    }

    private static func family(_ quality: ChordQuality) -> Int {
        switch quality {
        case .dominantSeventh: 2
        case .diminished, .halfDiminishedSeventh, .diminishedSeventh: 3
        default: quality.hasMinorThird ? 1 : 0
        }
    }
}
