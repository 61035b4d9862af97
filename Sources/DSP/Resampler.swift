/// Converts audio between sampling rates, block by block (polyphase windowed sinc, any ratio of integers).
///
/// Sample `n` of the output belongs to time `n / outputRateHz`, exactly: the filter's delay is taken out. Before the
/// first and after the last sample the input counts as silent. The pass band is flat to 0.9 of the lower Nyquist
/// frequency; what lies above that frequency is attenuated by at least 90 dB. The result does not depend on how the
/// input is cut into blocks.
public struct Resampler: Sendable {
    /// Sampling rate of the input in hertz.
    public let inputRateHz: Int
    /// Sampling rate of the output in hertz.
    public let outputRateHz: Int

    private let filter: ResamplerFilter
    /// The rates without their common divisor: output sample `n` lies at input position `n * step / interpolation`.
    private let interpolation: Int
    private let step: Int
    /// Input not yet used up, by channel; the first sample is number `historyStart` of the whole input.
    private var history: [[Float]]
    private var historyStart: Int
    private var inputCount = 0
    private var outputCount = 0

    /// Rows of a table beyond this many are interpolated instead (error below -106 dB), which bounds its memory.
    private static let maximumPhaseCount = 512

    /// Prepares to convert `channelCount` channels; both rates must be positive.
    public init(inputRateHz: Int, outputRateHz: Int, channelCount: Int) {
        precondition(inputRateHz > 0 && outputRateHz > 0 && channelCount > 0)
        self.inputRateHz = inputRateHz
        self.outputRateHz = outputRateHz
        let divisor = Self.greatestCommonDivisor(inputRateHz, outputRateHz)
        interpolation = outputRateHz / divisor
        step = inputRateHz / divisor
        filter = ResamplerFilter(
            rateRatio: Double(outputRateHz) / Double(inputRateHz),
            phaseCount: min(interpolation, Self.maximumPhaseCount))
        let silence = filter.tapCount / 2 - 1
        history = Array(repeating: Array(repeating: 0, count: silence), count: channelCount)
        historyStart = -silence
    }

    /// Length of the output for an input of `inputFrameCount` frames: the exact length rounded to nearest, halves up.
    public func outputFrameCount(_ inputFrameCount: Int) -> Int {
        let (whole, rest) = inputFrameCount.quotientAndRemainder(dividingBy: step)
        return whole * interpolation + (2 * rest * interpolation + step) / (2 * step)
    }

    /// Takes the next block and returns the output that it completes, which may be empty.
    public mutating func process(_ block: AudioBuffer) -> AudioBuffer {
        precondition(block.channelCount == history.count && block.sampleRateHz == inputRateHz)
        inputCount += block.frameCount
        for channel in history.indices { history[channel] += block.channels[channel] }
        // The last output whose taps all lie within the input so far.
        let lastStart = historyStart + history[0].count - filter.tapCount + (filter.tapCount / 2 - 1)
        guard lastStart >= 0 else { return output(until: outputCount) }
        return output(until: (lastStart * interpolation + interpolation - 1) / step + 1)
    }

    /// Ends the input and returns the rest of the output.
    public mutating func finish() -> AudioBuffer {
        for channel in history.indices {
            history[channel] += Array(repeating: 0, count: filter.tapCount + step / interpolation + 1)
        }
        return output(until: outputFrameCount(inputCount))
    }

    /// Converts a whole signal.
    public static func convert(_ buffer: AudioBuffer, toRateHz outputRateHz: Int) -> AudioBuffer {
        guard buffer.sampleRateHz != outputRateHz, buffer.channelCount > 0 else { return buffer }
        var resampler = Resampler(
            inputRateHz: buffer.sampleRateHz, outputRateHz: outputRateHz, channelCount: buffer.channelCount)
        var result = resampler.process(buffer)
        result.append(resampler.finish())
        return result
    }

    private mutating func output(until end: Int) -> AudioBuffer {
        let count = max(0, end - outputCount)
        let channels = history.map { samples in
            unsafe [Float](unsafeUninitializedCapacity: count) { buffer, filled in
                var output = unsafe buffer.mutableSpan
                fill(&output, count: count, from: samples.span)
                filled = count
            }
        }
        outputCount += count
        let firstTap = outputCount * step / interpolation - (filter.tapCount / 2 - 1)
        let unused = min(max(0, firstTap - historyStart), history[0].count)
        for channel in history.indices { history[channel].removeFirst(unused) }
        historyStart += unused
        return AudioBuffer(sampleRateHz: outputRateHz, channels: channels)
    }

    private func fill(_ output: inout MutableSpan<Float>, count: Int, from samples: Span<Float>) {
        let tapCount = filter.tapCount
        let taps = filter.taps.span
        let isExact = filter.phaseCount == interpolation
        var (whole, rest) = (outputCount * step).quotientAndRemainder(dividingBy: interpolation)
        let (wholeStep, restStep) = step.quotientAndRemainder(dividingBy: interpolation)
        for n in 0..<count {
            let start = whole - (tapCount / 2 - 1) - historyStart
            let window = samples.extracting(start..<(start + tapCount))
            if isExact {
                output[n] = Self.dot(window, taps.extracting(rest * tapCount..<(rest + 1) * tapCount))
            } else {
                let (row, part) = (rest * filter.phaseCount).quotientAndRemainder(dividingBy: interpolation)
                let weight = Float(part) / Float(interpolation)
                let below = Self.dot(window, taps.extracting(row * tapCount..<(row + 1) * tapCount))
                let above = Self.dot(window, taps.extracting((row + 1) * tapCount..<(row + 2) * tapCount))
                output[n] = below + weight * (above - below)
            }
            whole += wholeStep
            rest += restStep
            if rest >= interpolation {
                rest -= interpolation
                whole += 1
            }
        }
    }

    /// The inner product of two rows whose length is a multiple of 16.
    private static func dot(_ a: Span<Float>, _ b: Span<Float>) -> Float {
        precondition(a.count == b.count && a.count.isMultiple(of: 16))
        // Two sums in turn, so that no addition waits for the one before.
        var (sum0, sum1) = (SIMD8<Float>.zero, SIMD8<Float>.zero)
        var base = 0
        while base < a.count {
            let x0 = SIMD8(
                a[base], a[base + 1], a[base + 2], a[base + 3], a[base + 4], a[base + 5], a[base + 6], a[base + 7])
            let y0 = SIMD8(
                b[base], b[base + 1], b[base + 2], b[base + 3], b[base + 4], b[base + 5], b[base + 6], b[base + 7])
            sum0 += x0 * y0
            base += 8
            let x1 = SIMD8(
                a[base], a[base + 1], a[base + 2], a[base + 3], a[base + 4], a[base + 5], a[base + 6], a[base + 7])
            let y1 = SIMD8(
                b[base], b[base + 1], b[base + 2], b[base + 3], b[base + 4], b[base + 5], b[base + 6], b[base + 7])
            sum1 += x1 * y1
            base += 8
        }
        return (sum0 + sum1).sum()
    }

    private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
        b == 0 ? a : greatestCommonDivisor(b, a % b)
    }
}
