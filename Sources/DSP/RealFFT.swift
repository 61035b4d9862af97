internal import CFFTW
import Synchronization

/// FFTW's planner is not thread-safe (its executor is), so plans are made and destroyed one at a time.
private let planner = Mutex(())

/// A plan may be executed on any thread, by one thread at a time.
@safe private struct Plan: @unchecked Sendable {
    let pointer: fftwf_plan
}

/// A real-to-complex transform of one fixed length and its inverse (FFTW, single precision).
///
/// One value serves one thread at a time; make one per thread.
@safe public struct RealFFT: ~Copyable {
    /// Number of samples of a frame.
    public let length: Int
    /// Number of complex bins: `length / 2 + 1`.
    public let binCount: Int

    private let forwardPlan: Plan
    private let inversePlan: Plan
    private let samples: UnsafeMutablePointer<Float>
    private let bins: UnsafeMutablePointer<fftwf_complex>

    /// Plans transforms of `length` samples (any positive length; powers of two are fastest).
    public init(length: Int) {
        precondition(length > 1)
        self.length = length
        binCount = length / 2 + 1
        unsafe samples = fftwf_alloc_real(length)
        unsafe bins = fftwf_alloc_complex(binCount)
        let (samples, bins) = unsafe (samples, bins)
        forwardPlan = planner.withLock { _ in
            unsafe Plan(pointer: fftwf_plan_dft_r2c_1d(Int32(length), samples, bins, FFTW_ESTIMATE))
        }
        inversePlan = planner.withLock { _ in
            unsafe Plan(pointer: fftwf_plan_dft_c2r_1d(Int32(length), bins, samples, FFTW_ESTIMATE))
        }
    }

    deinit {
        let (forwardPlan, inversePlan) = (forwardPlan, inversePlan)
        planner.withLock { _ in
            unsafe fftwf_destroy_plan(forwardPlan.pointer)
            unsafe fftwf_destroy_plan(inversePlan.pointer)
        }
        unsafe fftwf_free(samples)
        unsafe fftwf_free(bins)
    }

    /// The spectrum of `frame` (`length` samples) into `real` and `imaginary` (`binCount` each), not scaled.
    public mutating func forward(
        _ frame: Span<Float>, real: inout MutableSpan<Float>, imaginary: inout MutableSpan<Float>
    ) {
        precondition(frame.count == length && real.count == binCount && imaginary.count == binCount)
        for i in frame.indices { unsafe samples[i] = frame[i] }
        unsafe fftwf_execute(forwardPlan.pointer)
        for k in 0..<binCount {
            let (re, im) = unsafe bins[k]
            real[k] = re
            imaginary[k] = im
        }
    }

    /// The frame whose spectrum is given: the exact inverse of `forward`, scaling by `1 / length` included.
    public mutating func inverse(real: Span<Float>, imaginary: Span<Float>, into frame: inout MutableSpan<Float>) {
        precondition(frame.count == length && real.count == binCount && imaginary.count == binCount)
        for k in 0..<binCount { unsafe bins[k] = (real[k], imaginary[k]) }
        unsafe fftwf_execute(inversePlan.pointer)
        let scale = 1 / Float(length)
        for i in 0..<length { frame[i] = unsafe samples[i] * scale }
    }

    /// The `binCount` squared magnitudes of the frame's spectrum.
    public mutating func powerSpectrum(of frame: Span<Float>, into power: inout MutableSpan<Float>) {
        precondition(frame.count == length && power.count == binCount)
        for i in frame.indices { unsafe samples[i] = frame[i] }
        unsafe fftwf_execute(forwardPlan.pointer)
        for k in 0..<binCount {
            let (re, im) = unsafe bins[k]
            power[k] = re * re + im * im
        }
    }
}
