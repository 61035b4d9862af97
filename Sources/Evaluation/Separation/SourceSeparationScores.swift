internal import Glibc

/// The BSS Eval measures of one estimated source, in decibels (Vincent, Gribonval & Févotte, "Performance measurement
/// in blind audio source separation", IEEE Transactions on Audio, Speech, and Language Processing, 2006).
///
/// The estimate is split into what filters of 512 taps make of the true source (which does not count as distortion),
/// what they make of the other sources (interference), and the rest (artifacts).
public struct SourceSeparationScores: Equatable, Sendable {
    /// Source to distortion ratio (SDR).
    public var distortion: Double
    /// Source to interference ratio (SIR).
    public var interference: Double
    /// Source to artifacts ratio (SAR).
    public var artifacts: Double

    /// Taps of the allowed filters.
    private static let tapCount = 512
    /// More sources than this are most likely channels or samples.
    private static let largestSourceCount = 16

    /// Scores estimated sources against true ones of the same order.
    ///
    /// The figures are those of `bss_eval_sources` of mir_eval 0.8.2 up to about 100 dB, where rounding begins.
    /// Four sources of 30 s take about ten seconds and 350 MB; time grows with the cube of the number of sources.
    ///
    /// - Parameters:
    ///   - estimates: samples of each estimated source.
    ///   - references: samples of each true source; all signals have one length.
    /// - Throws: for signals that differ in number or length, and for silent ones, against which nothing is measured.
    public static func scores(
        estimates: [[Float]], references: [[Float]]
    ) throws(EvaluationError) -> [SourceSeparationScores] {
        try check(estimates, references)
        guard let sampleCount = references.first?.count else { return [] }
        var correlations = CrossCorrelations(sampleCount: sampleCount, delayCount: tapCount)
        for signal in references + estimates { correlations.append(signal) }
        let count = references.count
        let blocks = (0..<count).map { i in (0...i).map { j in correlations.correlations(i, j) } }
        func entry(_ row: Int, _ column: Int) -> Double {
            let (i, j) = (row / tapCount, column / tapCount)
            // Delaying the one by d and the other by d' is delaying the one by d - d'.
            return blocks[i][j][row % tapCount - column % tapCount + tapCount - 1]
        }
        let all = NormalEquations(order: count * tapCount, entry: entry)
        return (0..<count).map { index in
            let energy = estimates[index].reduce(0) { $0 + Double($1) * Double($1) }
            let products = (0..<count).flatMap { source in
                correlations.correlations(source, count + index).suffix(tapCount)
            }
            let own = NormalEquations(order: tapCount) { row, column in
                entry(index * tapCount + row, index * tapCount + column)
            }
            let target = own.projectedEnergy(Array(products[(index * tapCount)..<((index + 1) * tapCount)]))
            let mixture = all.projectedEnergy(products)
            return SourceSeparationScores(
                distortion: decibels(target, over: energy - target),
                interference: decibels(target, over: mixture - target),
                artifacts: decibels(mixture, over: energy - mixture))
        }
    }

    private static func decibels(_ energy: Double, over noise: Double) -> Double {
        // Rounding may take the difference of two near-equal energies below zero.
        noise > 0 ? 10 * log10(energy / noise) : .infinity
    }

    private static func check(_ estimates: [[Float]], _ references: [[Float]]) throws(EvaluationError) {
        guard estimates.count == references.count else {
            throw EvaluationError(
                "There are \(estimates.count) estimated and \(references.count) true sources; give as many of both.")
        }
        guard references.count <= largestSourceCount else {
            throw EvaluationError(
                "There are \(references.count) sources, more than \(largestSourceCount); give one array per source.")
        }
        for (index, signal) in (references + estimates).enumerated() {
            let name =
                (index < references.count ? "true source " : "estimated source ")
                + String(index % references.count + 1)
            guard signal.count == references[0].count, !signal.isEmpty else {
                throw EvaluationError(
                    "The \(name) has \(signal.count) samples, the first \(references[0].count); give one length.")
            }
            guard signal.contains(where: { $0 != 0 }), signal.allSatisfy(\.isFinite) else {
                throw EvaluationError("The \(name) is silent or not finite; nothing can be measured against it.")
            }
        }
    }
}
