/// Mean and standard deviation of a signal, the mean of its channels.
public struct SignalLevel: Codable, Sendable, Equatable {
    /// Mean of the samples.
    public let mean: Float
    /// Standard deviation of the samples, as estimated from a sample; never 0.
    public let standardDeviation: Float

    /// Wraps values that are known already.
    public init(mean: Float, standardDeviation: Float) {
        self.mean = mean
        self.standardDeviation = standardDeviation
    }
}

/// Measures a level block by block.
public struct SignalLevelMeter: Sendable {
    private var count = 0.0
    private var sum = 0.0
    private var sumOfSquares = 0.0

    /// Nothing measured yet.
    public init() {}

    /// Takes the next block; samples that are not finite, or beyond any audio, count as silence.
    public mutating func add(_ block: AudioBuffer) {
        for x in block.mono {
            let x = abs(x) <= 1e6 ? Double(x) : 0
            sum += x
            sumOfSquares += x * x
        }
        count += Double(block.frameCount)
    }

    /// The level of all blocks so far.
    public var level: SignalLevel {
        let mean = sum / max(1, count)
        let variance = max(0, sumOfSquares - sum * mean) / max(1, count - 1)
        // The reference adds as much, so that silence can be divided by it.
        return SignalLevel(mean: Float(mean), standardDeviation: Float(variance.squareRoot() + 1e-8))
    }
}
