internal import DSP

/// A frame's spectrum.
struct Spectrum {
    var real: [Float]
    var imaginary: [Float]

    init(binCount: Int) {
        real = Array(repeating: 0, count: binCount)
        imaginary = real
    }

    /// Overwrites both parts in place.
    mutating func update(_ body: (inout MutableSpan<Float>, inout MutableSpan<Float>) -> Void) {
        // Two properties of one value cannot be lent at a time, but two values can.
        var (real, imaginary) = ([Float](), [Float]())
        swap(&real, &self.real)
        swap(&imaginary, &self.imaginary)
        var realSpan = real.mutableSpan
        var imaginarySpan = imaginary.mutableSpan
        body(&realSpan, &imaginarySpan)
        self.real = real
        self.imaginary = imaginary
    }
}

extension STFT {
    /// The spectra of both channels.
    mutating func transformFrame(_ index: Int, of stereo: AudioBuffer, left: inout Spectrum, right: inout Spectrum) {
        transformFrame(index, of: stereo.channels[0], into: &left)
        transformFrame(index, of: stereo.channels[1], into: &right)
    }

    private mutating func transformFrame(_ index: Int, of signal: [Float], into spectrum: inout Spectrum) {
        spectrum.update { real, imaginary in
            transformFrame(index, of: signal.span, real: &real, imaginary: &imaginary)
        }
    }
}
