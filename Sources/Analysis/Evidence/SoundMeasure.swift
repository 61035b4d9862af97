import Glibc

/// Measures of one part of a song between two frames.
struct SoundMeasure {
    /// Decibels of a natural logarithm of an amplitude.
    private static let decibelsPerNeper: Float = 8.685_889_6
    /// A part is active where its power, over a tenth of a second, is at least this much of the whole's mean power.
    private static let activeShare = 0.01
    /// Powers are averaged over this many frames, so that single waves do not count.
    private static let framesPerBlock = 10
    /// Bands of the timbre that flatness looks at: about 170 Hz to 5 kHz, where instruments differ.
    private static let flatnessBands = 7..<20
    /// Amplitudes, beside that whose logarithmic level is ln 2, below which all is the same silence.
    private static let leastAmplitude: Float = 0.01

    private let bands: OnsetBands
    private let frames: Range<Int>
    /// Mean square by block of a tenth of a second, sorted.
    private let sortedBlocks: [Double]
    /// Mean square of the samples.
    let power: Double

    /// - Precondition: `frames` is not empty and within the bands' frames.
    init(_ bands: OnsetBands, frames: Range<Int>) {
        precondition(!frames.isEmpty && frames.upperBound <= bands.frameCount)
        self.bands = bands
        self.frames = frames
        let blocks = stride(from: frames.lowerBound, to: frames.upperBound, by: Self.framesPerBlock).map { first in
            let end = min(frames.upperBound, first + Self.framesPerBlock)
            return bands.power[first..<end].reduce(0.0) { $0 + Double($1) } / Double(end - first)
        }
        power = blocks.reduce(0, +) / Double(blocks.count)
        sortedBlocks = blocks.sorted()
    }

    /// From the quiet to the loud: 10th to 95th percentile of the level, in decibels, at most 60.
    var dynamicRangeDB: Double {
        let loud = quantile(0.95)
        return loud > 0 ? 10 * log10(loud / max(quantile(0.1), loud * 1e-6)) : 0
    }

    /// From the mean to the loudest hundredth of the frames, in decibels.
    var crestDB: Double {
        let sorted = bands.power[frames].sorted()
        let loudest = Double(sorted[Int(0.99 * Double(sorted.count - 1))])
        return power > 0 && loudest > 0 ? 10 * log10(loudest / power) : 0
    }

    /// Share of the time for which the part keeps within 12 dB of its loud moments.
    var sustainShare: Double {
        let threshold = quantile(0.95) / 16
        return threshold > 0 ? share { $0 >= threshold } : 0
    }

    /// Share of the time for which the part is heard beside a whole of the given mean power.
    func activityShare(beside whole: Double) -> Double { share { $0 >= Self.activeShare * whole } }

    /// Mean level of some groups of bands in decibels; only differences say something.
    func level(of groups: Range<Int>) -> Double {
        var sum: Float = 0
        for frame in frames {
            for group in groups { sum += Float(bands.levels[frame * OnsetBands.groupCount + group]) }
        }
        return Double(Self.decibelsPerNeper * sum / Float(frames.count * groups.count))
    }

    /// Mean rise of the levels over all bands: how much attacks there are.
    var meanFlux: Double {
        let groups = OnsetBands.groupCount
        let sum = bands.flux[frames.lowerBound * groups..<frames.upperBound * groups].reduce(Float(0)) {
            $0 + Float($1)
        }
        return Double(sum) / Double(frames.count * groups)
    }

    /// Spectral flatness, geometric over arithmetic mean of the bands' powers, in decibels: nearer to 0 in noise and
    /// distortion, lower where single harmonics stand out.
    var flatnessDB: Double {
        mean { row in
            let amplitudes = row[Self.flatnessBands].map { max(expm1f($0), Self.leastAmplitude) }
            let meanPower = amplitudes.reduce(0) { $0 + $1 * $1 } / Float(amplitudes.count)
            let meanLog = amplitudes.reduce(0) { $0 + logf($1) } / Float(amplitudes.count)
            return meanLog - logf(meanPower) / 2
        }
    }

    /// How much the levels of bands change from one tenth of a second to the next, in decibels.
    var changeDB: Double {
        var last: ArraySlice<Float>?
        return mean { row in
            defer { last = row }
            guard let last else { return 0 }
            return zip(row, last).reduce(0) { $0 + abs($1.0 - $1.1) } / Float(row.count)
        }
    }

    /// Mean over the rows of timbre of a measure in nepers, in decibels.
    private func mean(_ measure: (ArraySlice<Float>) -> Float) -> Double {
        let count = OnsetBands.timbreBandCount
        let first = frames.lowerBound / OnsetBands.framesPerTimbreRow
        let end = min(bands.timbre.count / count, frames.upperBound / OnsetBands.framesPerTimbreRow)
        guard end > first else { return 0 }
        let sum = (first..<end).reduce(Float(0)) { sum, row in
            sum + measure(bands.timbre[row * count..<(row + 1) * count].map { Float($0) }[...])
        }
        return Double(Self.decibelsPerNeper * sum / Float(end - first))
    }

    private func quantile(_ share: Double) -> Double { sortedBlocks[Int(share * Double(sortedBlocks.count - 1))] }

    private func share(_ isCounted: (Double) -> Bool) -> Double {
        Double(sortedBlocks.count { isCounted($0) }) / Double(sortedBlocks.count)
    }
}
