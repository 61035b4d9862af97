internal import DSP
internal import Tensors

/// The Fourier transform of Hann-windowed frames, and back with the same window.
///
/// One value serves one thread at a time.
final class CentredTransform: @unchecked Sendable {
    private var transform: RealFFT
    private let window: Tensor
    private let samples: Tensor

    init(frameLength: Int) {
        transform = RealFFT(length: frameLength)
        window = Tensor(Window.hann(frameLength), shape: Shape(frameLength))
        samples = Tensor(zeros: Shape(frameLength))
    }

    /// The spectrum of a frame: shapes [frame length], [bins], [bins].
    func analyse(_ frame: Tensor, real: Tensor, imaginary: Tensor) {
        samples.copy(from: frame)
        samples.multiply(by: window)
        samples.withSpan { x in
            real.withMutableSpan { re in
                imaginary.withMutableSpan { im in transform.forward(x, real: &re, imaginary: &im) }
            }
        }
    }

    /// Adds the windowed frame that has this spectrum: shapes [bins], [bins], [frame length].
    func synthesise(real: Tensor, imaginary: Tensor, addingTo frame: Tensor) {
        real.withSpan { re in
            imaginary.withSpan { im in
                samples.withMutableSpan { x in transform.inverse(real: re, imaginary: im, into: &x) }
            }
        }
        samples.multiply(by: window)
        frame.add(samples)
    }
}
