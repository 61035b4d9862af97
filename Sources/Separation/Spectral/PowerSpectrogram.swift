internal import DSP

extension STFT {
    /// The power of all frames, summed over the channels.
    mutating func powerSpectrogram(of buffer: AudioBuffer) -> [Float] {  // [frame, bin]
        let frameCount = frameCount(sampleCount: buffer.frameCount)
        let binCount = binCount
        var power = [Float](repeating: 0, count: frameCount * binCount)
        var real = [Float](repeating: 0, count: binCount)
        var imaginary = real
        for channel in buffer.channels {
            for t in 0..<frameCount {
                var re = real.mutableSpan
                var im = imaginary.mutableSpan
                transformFrame(t, of: channel.span, real: &re, imaginary: &im)
                let base = t * binCount
                for k in 0..<binCount { power[base + k] += re[k] * re[k] + im[k] * im[k] }
            }
        }
        return power
    }
}
