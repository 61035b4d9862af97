import DSP
import Glibc
import Testing

/// Frames, filters and peaks that the features are made of.
@Suite struct SignalTests {
    @Test(arguments: [1, 7, 441, 5000])
    func `frames do not depend on how the stream is chopped`(blockLength: Int) {
        let signal = (0..<3001).map(Float.init)
        var cutter = FrameCutter(length: 256, hopLength: 100)
        var frames: [[Float]] = []
        func keep(_ frame: Span<Float>) { frames.append(frame.indices.map { frame[$0] }) }
        for start in stride(from: 0, to: signal.count, by: blockLength) {
            let block = Array(signal[start..<min(signal.count, start + blockLength)])
            cutter.append(block.span, body: keep)
        }
        cutter.finish(body: keep)
        #expect(frames.count == 31)
        for (index, frame) in frames.enumerated() {
            for offset in 0..<256 {
                let position = index * 100 - 128 + offset
                #expect(frame[offset] == (signal.indices.contains(position) ? signal[position] : 0))
            }
        }
    }

    @Test func `an empty stream has no frames`() {
        var cutter = FrameCutter(length: 64, hopLength: 16)
        var count = 0
        cutter.finish { _ in count += 1 }
        #expect(count == 0)
    }

    @Test(arguments: [100, 4096])
    func `decimation keeps low tones in place and removes high ones`(blockLength: Int) {
        func decimated(_ frequency: Double) -> [Float] {
            let tone = (0..<44100).map { Float(sin(2 * .pi * frequency * Double($0) / 44100)) }
            var decimator = Decimator(factor: 4)
            var result: [Float] = []
            for start in stride(from: 0, to: tone.count, by: blockLength) {
                result += decimator.append(Array(tone[start..<min(tone.count, start + blockLength)]).span)
            }
            return result + decimator.finish()
        }
        let low = decimated(1000)
        #expect(low.count == 11025)
        for i in 100..<10900 { #expect(abs(Double(low[i]) - sin(2 * .pi * 1000 * Double(4 * i) / 44100)) < 2e-3) }
        #expect(decimated(8000)[100..<10900].allSatisfy { abs($0) < 2e-3 })
    }

    @Test func `triangular bands have unit weight and rising centres`() {
        let bank = FilterBank.logarithmicTriangles(
            transformLength: 2048, sampleRateHz: 44100, fromHz: 30, toHz: 16000, bandsPerOctave: 24)
        #expect(bank.weights.count == bank.binCount * bank.bandCount)
        #expect(zip(bank.centresHz, bank.centresHz.dropFirst()).allSatisfy { $0 < $1 })
        for band in 0..<bank.bandCount {
            let sum = (0..<bank.binCount).reduce(Float(0)) { $0 + bank.weights[$1 * bank.bandCount + band] }
            #expect(abs(sum - 1) < 1e-5)
        }
    }

    @Test(arguments: [60.0, 440, 2000])
    func `a tone is strongest in the band of its pitch`(frequency: Double) {
        let bank = FilterBank.logarithmicAxis(
            transformLength: 4096, sampleRateHz: 11025, lowestHz: 27.5, bandsPerOctave: 36, bandCount: 252)
        // The main lobe of a Hann window.
        var spectrum = [Double](repeating: 0, count: bank.binCount)
        for bin in spectrum.indices {
            let distance = abs(Double(bin) - frequency * 4096 / 11025)
            if distance < 2 { spectrum[bin] = 0.5 + 0.5 * cos(.pi * distance / 2) }
        }
        let bands = (0..<bank.bandCount).map { band in
            spectrum.indices.reduce(0.0) { $0 + spectrum[$1] * Double(bank.weights[$1 * bank.bandCount + band]) }
        }
        let strongest = bands.indices.reduce(0) { bands[$1] > bands[$0] ? $1 : $0 }
        #expect(abs(Double(strongest) - 36 * log2(frequency / 27.5)) <= 2)
    }

    @Test func `a moving average of a constant is the constant`() {
        let mean = MovingAverage.centred([Float](repeating: 3, count: 50), radius: 7)
        #expect(mean.allSatisfy { abs($0 - 3) < 1e-6 })
        #expect(MovingAverage.centred([0, 3, 0], radius: 1) == [1.5, 1, 1.5])
        #expect(MovingAverage.centred([], radius: 3) == [])
    }

    @Test func `a peak between samples is where the parabola through them has its top`() {
        #expect(abs(PeakPicking.parabolicOffset(-0.49, -0.01, -0.81) + 0.125) < 0.2)
        #expect(PeakPicking.parabolicOffset(1, 2, 1) == 0)
        #expect(PeakPicking.parabolicOffset(1, 1, 1) == 0)
    }
}
