import Glibc

/// How probable it is that somebody sings in each bar, from the level of the vocal stem beside the other parts and how
/// clear its pitches are.
enum Singing {
    /// Names of `features`, for the training recipe.
    static let names = [
        "level", "beside the mix", "beside the loudest", "loudest", "pitches", "clearest pitch", "level around",
        "pitches around", "constant",
    ]

    /// What is known of each bar, in the order of `names`; levels in tens of dB.
    static func features(_ input: FormInput) -> [[Float]] {
        let levels = (0..<input.barCount).map { input.level(.vocals, bar: $0) / 10 }
        let sorted = levels.sorted()
        let loudest = sorted.isEmpty ? 0 : sorted[sorted.count * 9 / 10]
        let size = FormInput.melodyRingCount * 12
        let rings = levels.indices.map { input.melody[($0 * size)..<(($0 + 1) * size)] }
        let pitches = rings.map { $0.reduce(0, +) / Float(size) }
        return levels.indices.map { bar in
            [
                levels[bar], levels[bar] - input.level(.mix, bar: bar) / 10, levels[bar] - loudest, loudest,
                pitches[bar], rings[bar].max() ?? 0, around(levels, bar), around(pitches, bar), 1,
            ]
        }
    }

    /// Probabilities [bars].
    static func probabilities(_ input: FormInput) -> [Double] {
        features(input).map { row in
            let score = zip(row, FormWeights.singing).reduce(Float(0)) { $0 + $1.0 * $1.1 }
            return 1 / (1 + exp(-Double(score)))
        }
    }

    /// Mean of a bar and its neighbours, two to either side.
    private static func around(_ values: [Float], _ bar: Int) -> Float {
        let range = max(0, bar - 2)...min(values.count - 1, bar + 2)
        return range.reduce(Float(0)) { $0 + values[$1] } / Float(range.count)
    }
}
