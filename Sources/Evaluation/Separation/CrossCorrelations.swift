/// Inner products of signals with delayed copies of each other, through their spectra.
struct CrossCorrelations {
    private let transform: ComplexTransform
    private let maximumDelay: Int
    private var spectra: [(real: [Double], imaginary: [Double])] = []

    /// Correlations of signals of `sampleCount` samples at delays below `delayCount`.
    init(sampleCount: Int, delayCount: Int) {
        maximumDelay = delayCount - 1
        transform = ComplexTransform(minimumCount: sampleCount + delayCount)
    }

    /// Adds a signal; its place is the number of signals before it.
    mutating func append(_ signal: [Float]) {
        var real = signal.map(Double.init) + Array(repeating: 0, count: transform.count - signal.count)
        var imaginary = [Double](repeating: 0, count: transform.count)
        transform.transform(&real, &imaginary)
        spectra.append((real, imaginary))
    }

    /// `Σ first[n - delay] second[n]` for delays from `-maximumDelay` to `maximumDelay`: place `delay + maximumDelay`.
    func correlations(_ first: Int, _ second: Int) -> [Double] {
        let (a, b) = (spectra[first], spectra[second])
        // The transform of the conjugate spectrum is the conjugate of the inverse transform.
        var real = [Double](repeating: 0, count: transform.count)
        var imaginary = real
        for k in real.indices {
            real[k] = a.real[k] * b.real[k] + a.imaginary[k] * b.imaginary[k]
            imaginary[k] = a.imaginary[k] * b.real[k] - a.real[k] * b.imaginary[k]
        }
        transform.transform(&real, &imaginary)
        return (-maximumDelay...maximumDelay).map { delay in
            real[delay < 0 ? delay + transform.count : delay] / Double(transform.count)
        }
    }
}
