internal import DSP
internal import Tensors

/// The spectrogram of a segment, real and imaginary parts as channels, and its inverse.
///
/// Frames begin a frame and a half hop before the samples that they stand for, so that a segment of `n` hops has `n`
/// frames; the signal is mirrored at its ends. Spectra are scaled to keep the energy, and the highest bin is left out.
/// Shapes: signal [channels, samples]; spectrogram [bins, channels * 2, frames].
final class SegmentSpectrogram {
    /// Frames that are moved at a time: a cache line of the spectrogram.
    private static let blockLength = 16

    private let frameLength: Int
    private let hopLength: Int
    private var transform: RealFFT
    // Tensors rather than arrays: arrays that are properties of a class are checked at every access.
    private let window: Tensor
    private let samples: Tensor
    private let real: Tensor
    private let imaginary: Tensor

    init(frameLength: Int) {
        self.frameLength = frameLength
        hopLength = frameLength / 4
        transform = RealFFT(length: frameLength)
        window = Tensor(Window.hann(frameLength), shape: Shape(frameLength))
        samples = Tensor(zeros: Shape(frameLength))
        real = Tensor(zeros: Shape(frameLength / 2 + 1))
        imaginary = Tensor(zeros: Shape(frameLength / 2 + 1))
    }

    /// Position of a frame's first sample in the signal.
    private func start(ofFrame index: Int) -> Int { index * hopLength - hopLength / 2 * 3 }

    /// Writes the spectrogram of `signal`; the frames are as many as `spectrogram` has.
    func analyse(_ signal: Tensor, into spectrogram: Tensor, in workspace: Workspace) {
        let (bins, frames) = (spectrogram.shape[0], spectrogram.shape[2])
        workspace.scope {
            let block = workspace.tensor(Shape(2, Self.blockLength, bins))
            for channel in 0..<signal.shape[0] {
                for first in stride(from: 0, to: frames, by: Self.blockLength) {
                    let count = min(Self.blockLength, frames - first)
                    for i in 0..<count {
                        readFrame(first + i, of: signal[channel])
                        spectrum()
                        block[0][i].copy(from: real.rows(0..<bins))
                        block[1][i].copy(from: imaginary.rows(0..<bins))
                    }
                    for part in 0..<2 {
                        view(spectrogram, row: 2 * channel + part, frames: first..<(first + count))
                            .copy(transposing: block[part].rows(0..<count).matrix)
                    }
                }
            }
        }
    }

    /// Writes the signal whose spectrogram is `scale * channels + shift`.
    ///
    /// - Parameter channel: the first of the two rows, real and imaginary parts, of the spectrogram.
    func synthesise(
        _ spectrogram: Tensor, channel: Int, scale: Float, shift: Float, into signal: Tensor, in workspace: Workspace
    ) {
        let (bins, frames) = (spectrogram.shape[0], spectrogram.shape[2])
        signal.fill(0)
        real.fill(0)
        imaginary.fill(0)
        workspace.scope {
            let block = workspace.tensor(Shape(2, Self.blockLength, bins))
            for first in stride(from: 0, to: frames, by: Self.blockLength) {
                let count = min(Self.blockLength, frames - first)
                for part in 0..<2 {
                    block[part].rows(0..<count).matrix.copy(
                        transposing: view(spectrogram, row: channel + part, frames: first..<(first + count)))
                }
                block.scale(by: scale, shift: shift)
                for i in 0..<count {
                    // The highest bin stays zero.
                    real.rows(0..<bins).copy(from: block[0][i])
                    imaginary.rows(0..<bins).copy(from: block[1][i])
                    signalFrame()
                    addFrame(first + i, to: signal)
                }
            }
        }
    }

    private func view(_ spectrogram: Tensor, row: Int, frames: Range<Int>) -> MatrixView {
        let (rows, total) = (spectrogram.shape[1], spectrogram.shape[2])
        return MatrixView(
            spectrogram, offset: row * total + frames.lowerBound, rows: spectrogram.shape[0], columns: frames.count,
            rowStride: rows * total)
    }

    private func readFrame(_ index: Int, of signal: Tensor) {
        let start = start(ofFrame: index)
        signal.withSpan { x in
            samples.withMutableSpan { y in
                let last = x.count - 1
                if start >= 0, start + y.count <= x.count {
                    for i in 0..<y.count { y[i] = x[start + i] }
                } else {
                    for i in 0..<y.count {
                        let mirrored = start + i < 0 ? -(start + i) : start + i
                        let n = mirrored > last ? 2 * last - mirrored : mirrored
                        y[i] = x[min(max(n, 0), last)]
                    }
                }
            }
        }
        samples.multiply(by: window)
    }

    private func spectrum() {
        samples.withSpan { x in
            real.withMutableSpan { re in
                imaginary.withMutableSpan { im in transform.forward(x, real: &re, imaginary: &im) }
            }
        }
        let scale = 1 / Float(frameLength).squareRoot()
        real.scale(by: scale)
        imaginary.scale(by: scale)
    }

    private func signalFrame() {
        real.withSpan { re in
            imaginary.withSpan { im in
                samples.withMutableSpan { x in transform.inverse(real: re, imaginary: im, into: &x) }
            }
        }
        samples.multiply(by: window)
        // Four squared windows add up to a half more than one at every sample.
        samples.scale(by: Float(frameLength).squareRoot() / 1.5)
    }

    private func addFrame(_ index: Int, to signal: Tensor) {
        let start = start(ofFrame: index)
        let (lower, upper) = (max(0, -start), min(frameLength, signal.count - start))
        if lower < upper { signal.rows((start + lower)..<(start + upper)).add(samples.rows(lower..<upper)) }
    }
}
