import Glibc
import Tensors

/// How alike each two bars of a song are in several respects. Matrices are [bars, bars].
struct BarSimilarity: Sendable {
    let barCount: Int
    /// Harmony in transpositions by 0, 1, ... 11 semitones: `harmony[t]` compares bar `a` with bar `b` moved up by `t`
    /// semitones; -1...1.
    let harmony: [[Float]]
    /// The vocals' pitch classes, -1...1.
    let melody: [Float]
    /// Sound, 0...1.
    let timbre: [Float]
    /// Which parts play, and how loudly, 0...1.
    let levels: [Float]

    /// Decibels that count as one standard deviation.
    private static let levelScale: Float = 6

    init(_ input: FormInput) {
        let bars = input.barCount
        barCount = bars
        let sound = BarSimilarity.smoothed(
            BarSimilarity.standardised(input.timbre, columns: FormInput.timbreSize), columns: FormInput.timbreSize)
        let timbre = BarSimilarity.closeness(sound, rows: bars, columns: FormInput.timbreSize)
        self.timbre = timbre
        let rings = FormInput.shapes(input.harmony, size: 12)
        let size = FormInput.harmonyRingCount * 12
        let hasTones = rings.contains { $0 != 0 }
        harmony = (0..<12).map { semitones in
            // Without tones only the sound tells.
            guard hasTones else { return semitones == 0 ? timbre : [Float](repeating: 0, count: bars * bars) }
            let products = MatrixProduct.product(
                rings, BarSimilarity.rotated(rings, by: semitones), rows: bars, inner: size, columns: bars,
                rightIsTransposed: true)
            return products.map { $0 / Float(FormInput.harmonyRingCount) }
        }
        melody = BarSimilarity.melody(input, otherwise: harmony[0])
        let loudness = BarSimilarity.smoothed(
            input.levels.map { $0 / BarSimilarity.levelScale }, columns: FormInput.partCount)
        levels = BarSimilarity.closeness(loudness, rows: bars, columns: FormInput.partCount)
    }

    /// Likeness of what is sung; two bars in which nobody sings are as alike as their harmony.
    private static func melody(_ input: FormInput, otherwise harmony: [Float]) -> [Float] {
        let (bars, size) = (input.barCount, FormInput.melodyRingCount * 12)
        let rings = FormInput.shapes(input.melody, size: 12)
        var result = MatrixProduct.product(
            rings, rings, rows: bars, inner: size, columns: bars, rightIsTransposed: true)
        let isSilent = (0..<bars).map { result[$0 * bars + $0] < 0.5 }
        for a in 0..<bars {
            for b in 0..<bars {
                result[a * bars + b] =
                    isSilent[a] && isSilent[b]
                    ? harmony[a * bars + b] : result[a * bars + b] / Float(FormInput.melodyRingCount)
            }
        }
        return result
    }

    /// Each ring of pitch classes moved up.
    private static func rotated(_ rings: [Float], by semitones: Int) -> [Float] {
        rings.indices.map { rings[$0 / 12 * 12 + ($0 % 12 + 12 - semitones) % 12] }
    }

    /// exp(-d²/2), d being the root mean square difference.
    private static func closeness(_ rows: [Float], rows count: Int, columns: Int) -> [Float] {
        var result = MatrixProduct.product(
            rows, rows, rows: count, inner: columns, columns: count, rightIsTransposed: true)
        let squares = (0..<count).map { result[$0 * count + $0] }
        let scale = -1 / Float(2 * columns)
        for a in 0..<count {
            for b in 0..<count {
                let distance = squares[a] + squares[b] - 2 * result[a * count + b]
                result[a * count + b] = expf(scale * max(0, distance))
            }
        }
        return result
    }

    /// The median of each bar and its neighbours: a fill or a crash cymbal is no section of its own.
    private static func smoothed(_ matrix: [Float], columns: Int) -> [Float] {
        var result = matrix
        let rows = matrix.count / columns
        guard rows >= 3 else { return result }
        for row in 1..<rows - 1 {
            for column in 0..<columns {
                let (a, b) = (matrix[(row - 1) * columns + column], matrix[row * columns + column])
                let c = matrix[(row + 1) * columns + column]
                result[row * columns + column] = max(min(a, b), min(max(a, b), c))
            }
        }
        return result
    }

    private static func standardised(_ matrix: [Float], columns: Int) -> [Float] {
        var result = matrix
        let rows = matrix.count / columns
        for column in 0..<columns {
            var (sum, squares): (Float, Float) = (0, 0)
            for row in 0..<rows {
                sum += matrix[row * columns + column]
                squares += matrix[row * columns + column] * matrix[row * columns + column]
            }
            let mean = sum / Float(max(1, rows))
            // Differences that nobody hears are not blown up.
            let deviation = max(0.1, max(0, squares / Float(max(1, rows)) - mean * mean).squareRoot())
            for row in 0..<rows { result[row * columns + column] = (matrix[row * columns + column] - mean) / deviation }
        }
        return result
    }
}
