import Glibc
import Tensors

/// What each bar of a song sounds like, for comparing bars with each other.
struct BarFeatures: Sendable {
    /// Harmony: chroma of both halves of the bar and of its bass, without their mean over the song and of unit length
    /// [bars, harmonySize].
    let harmony: [Float]
    /// Timbre: band levels and onset strengths in standard deviations over the song [bars, timbreSize].
    let timbre: [Float]
    /// How much brighter than its neighbours each bar is, in standard deviations, 0...2: a crash cymbal.
    let accents: [Float]
    let barCount: Int

    static let harmonySize = 36
    static let timbreSize = OnsetBands.timbreBandCount + OnsetBands.groupCount

    /// Features of the bars between successive `boundaries` in seconds.
    init(features: SongFeatures, harmony estimate: CellChroma?, boundaries: [Double]) {
        barCount = max(0, boundaries.count - 1)
        var harmony = [Float](repeating: 0, count: barCount * BarFeatures.harmonySize)
        var timbre = [Float](repeating: 0, count: barCount * BarFeatures.timbreSize)
        for bar in 0..<barCount {
            let (start, end) = (boundaries[bar], boundaries[bar + 1])
            if let estimate {
                let row = BarFeatures.chroma(estimate, start, end)
                for i in row.indices { harmony[bar * BarFeatures.harmonySize + i] = row[i] }
            }
            let row = BarFeatures.sound(features.onsets[.mix] ?? OnsetBands(), start, end)
            for i in row.indices { timbre[bar * BarFeatures.timbreSize + i] = row[i] }
        }
        BarFeatures.standardise(&timbre, rows: barCount, columns: BarFeatures.timbreSize)
        let brightness = (0..<barCount).map { BarFeatures.brightness(timbre, $0) }
        BarFeatures.removeOutliers(&timbre, rows: barCount, columns: BarFeatures.timbreSize)
        BarFeatures.normaliseRows(&harmony, rows: barCount, columns: BarFeatures.harmonySize)
        accents = (0..<barCount).map { min(2, max(0, brightness[$0] - BarFeatures.brightness(timbre, $0))) }
        self.harmony = harmony
        self.timbre = timbre
    }

    /// How alike the harmony of each two bars is, 0...1 [bars, bars].
    func harmonicSimilarity() -> [Float] {
        let products = MatrixProduct.product(
            harmony, harmony, rows: barCount, inner: BarFeatures.harmonySize, columns: barCount,
            rightIsTransposed: true)
        return products.map { max(0, $0) }
    }

    /// How alike the sound of each two bars is, 0...1 [bars, bars].
    func timbreSimilarity() -> [Float] {
        var result = MatrixProduct.product(
            timbre, timbre, rows: barCount, inner: BarFeatures.timbreSize, columns: barCount, rightIsTransposed: true)
        let squares = (0..<barCount).map { result[$0 * barCount + $0] }
        let scale = -1 / Float(2 * BarFeatures.timbreSize)
        for a in 0..<barCount {
            for b in 0..<barCount {
                let distance = squares[a] + squares[b] - 2 * result[a * barCount + b]
                result[a * barCount + b] = expf(scale * max(0, distance))
            }
        }
        return result
    }

    private static func chroma(_ estimate: CellChroma, _ start: Double, _ end: Double) -> [Float] {
        var row = [Float](repeating: 0, count: harmonySize)
        let middle = (start + end) / 2
        let first = max(0, (estimate.boundaries.firstIndex { $0 > start + 0.01 } ?? 1) - 1)
        for stretch in first..<max(first, estimate.cellCount) {
            let centre = (estimate.boundaries[stretch] + estimate.boundaries[stretch + 1]) / 2
            if centre >= end { break }
            let half = centre < middle ? 0 : 12
            for i in 0..<12 {
                row[half + i] += estimate.treble[stretch * 12 + i]
                row[24 + i] += estimate.bass[stretch * 12 + i]
            }
        }
        return row
    }

    private static func sound(_ mix: OnsetBands, _ start: Double, _ end: Double) -> [Float] {
        let bands = OnsetBands.timbreBandCount
        var row = [Float](repeating: 0, count: timbreSize)
        let rowRate = OnsetBands.frameRateHz / Double(OnsetBands.framesPerTimbreRow)
        let rows = (Int(start * rowRate)..<max(Int(start * rowRate) + 1, Int(end * rowRate)))
            .clamped(to: 0..<mix.timbre.count / bands)
        for index in rows {
            for band in 0..<bands { row[band] += Float(mix.timbre[index * bands + band]) / Float(rows.count) }
        }
        let frames = (Int(start * OnsetBands.frameRateHz)..<Int(end * OnsetBands.frameRateHz) + 1)
            .clamped(to: 0..<mix.frameCount)
        for frame in frames {
            for band in 0..<OnsetBands.groupCount {
                row[bands + band] += Float(mix.flux[frame * OnsetBands.groupCount + band]) / Float(frames.count)
            }
        }
        return row
    }

    private static func brightness(_ timbre: [Float], _ bar: Int) -> Float {
        let bands = OnsetBands.timbreBandCount * 2 / 3..<OnsetBands.timbreBandCount
        return bands.reduce(0) { $0 + timbre[bar * timbreSize + $1] } / Float(bands.count)
    }

    /// The median of each bar and its neighbours: a fill or a crash cymbal is no section of its own.
    private static func removeOutliers(_ matrix: inout [Float], rows: Int, columns: Int) {
        guard rows >= 3 else { return }
        let original = matrix
        for row in 1..<rows - 1 {
            for column in 0..<columns {
                let (a, b) = (original[(row - 1) * columns + column], original[row * columns + column])
                let c = original[(row + 1) * columns + column]
                matrix[row * columns + column] = max(min(a, b), min(max(a, b), c))
            }
        }
    }

    private static func standardise(_ matrix: inout [Float], rows: Int, columns: Int) {
        for column in 0..<columns {
            var (sum, squares): (Float, Float) = (0, 0)
            for row in 0..<rows {
                let value = matrix[row * columns + column]
                sum += value
                squares += value * value
            }
            let mean = sum / Float(max(1, rows))
            // Differences that nobody hears are not blown up.
            let deviation = max(0.06, max(0, squares / Float(max(1, rows)) - mean * mean).squareRoot())
            for row in 0..<rows { matrix[row * columns + column] = (matrix[row * columns + column] - mean) / deviation }
        }
    }

    private static func normaliseRows(_ matrix: inout [Float], rows: Int, columns: Int) {
        for row in 0..<rows {
            // Each of the three chroma vectors loses its own mean, so that only the shape counts.
            for part in stride(from: 0, to: columns, by: 12) {
                let mean = (0..<12).reduce(Float(0)) { $0 + matrix[row * columns + part + $1] } / 12
                for i in 0..<12 { matrix[row * columns + part + i] -= mean }
            }
            let power = (0..<columns).reduce(Float(0)) { $0 + matrix[row * columns + $1] * matrix[row * columns + $1] }
            let scale = power > 1e-9 ? 1 / power.squareRoot() : 0
            for i in 0..<columns { matrix[row * columns + i] *= scale }
        }
    }
}
