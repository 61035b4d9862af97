internal import DSP
internal import Tracks

/// Separates one segment.
struct SpectralSegment {
    /// The stems that have masks of their own, in the masks' order.
    private static let masked: [Stem] = [.vocals, .drums, .bass]

    static func separate(_ mix: AudioBuffer, masks stemMasks: StemMasks) -> [Stem: AudioBuffer] {
        var stft = STFT(frameLength: SegmentCues.frameLength, hopLength: SegmentCues.hopLength)
        let n = SegmentCues.binCount
        let cues = SegmentCues(of: mix)
        var row = CueRow()
        var masks = [Float](repeating: 0, count: masked.count * n)
        var left = Spectrum(binCount: n)
        var right = left
        var product = left
        let silence = [Float](repeating: 0, count: mix.frameCount)
        var signals = [[Float]](repeating: silence, count: masked.count * 2)
        for t in 0..<cues.frameCount {
            stft.transformFrame(t, of: mix, left: &left, right: &right)
            cues.extract(frame: t, left: left, right: right, into: &row)
            stemMasks.evaluate(row.values, into: &masks)
            for stem in masked.indices {
                apply(masks, row: stem, to: left, into: &product)
                stft.overlapAdd(t, product, to: &signals[2 * stem])
                apply(masks, row: stem, to: right, into: &product)
                stft.overlapAdd(t, product, to: &signals[2 * stem + 1])
            }
        }
        var stems: [Stem: AudioBuffer] = [:]
        // The rest takes what the masks leave, so that the stems add up to the mix.
        var rest = mix.channels
        for (i, stem) in masked.enumerated() {
            for channel in 0..<2 { subtract(signals[2 * i + channel], from: &rest[channel]) }
            stems[stem] = AudioBuffer(
                sampleRateHz: mix.sampleRateHz, channels: [signals[2 * i], signals[2 * i + 1]])
        }
        stems[.other] = AudioBuffer(sampleRateHz: mix.sampleRateHz, channels: rest)
        return stems
    }

    private static func apply(_ masks: [Float], row: Int, to spectrum: Spectrum, into product: inout Spectrum) {
        let start = row * SegmentCues.binCount
        for k in 0..<SegmentCues.binCount {
            product.real[k] = spectrum.real[k] * masks[start + k]
            product.imaginary[k] = spectrum.imaginary[k] * masks[start + k]
        }
    }

    private static func subtract(_ signal: [Float], from rest: inout [Float]) {
        for i in rest.indices { rest[i] -= signal[i] }
    }
}

extension STFT {
    fileprivate mutating func overlapAdd(_ index: Int, _ spectrum: Spectrum, to signal: inout [Float]) {
        var samples = signal.mutableSpan
        overlapAddFrame(index, real: spectrum.real.span, imaginary: spectrum.imaginary.span, to: &samples)
    }
}
