import DSP

@testable import Separation

/// Draws points of a song's spectrogram, segment by segment.
struct Sampler {
    private let mix: AudioBuffer
    private let stems: [AudioBuffer]
    private let sampleCount: Int
    private let mixEnergy: Double
    private let energies: [Double]
    private var state: UInt64 = 88_172_645_463_325_252

    init(mix: AudioBuffer, stems: [AudioBuffer], sampleCount: Int) {
        self.mix = mix
        self.stems = stems
        self.sampleCount = sampleCount
        mixEnergy = Self.energy(of: mix)
        energies = stems.map { Self.energy(of: $0) }
    }

    private static func energy(of buffer: AudioBuffer) -> Double {
        buffer.channels.reduce(0) { $0 + $1.reduce(0) { $0 + Double($1) * Double($1) } }
    }

    private mutating func uniform() -> Float {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Float(state >> 40) / Float(1 << 24)
    }

    /// Draws from the frames of `range`.
    mutating func sample(_ range: Range<Int>, write: ([Float]) -> Void) {
        let (n, cueCount) = (SegmentCues.binCount, Cue.allCases.count)
        let segment = mix.frames(range)
        let parts = stems.map { $0.frames(range.clamped(to: 0..<$0.frameCount)) }
        var stft = STFT(frameLength: SegmentCues.frameLength, hopLength: SegmentCues.hopLength)
        let cues = SegmentCues(of: segment)
        let power = stft.powerSpectrogram(of: segment)
        let total = power.reduce(0) { $0 + $1.squareRoot() }
        let share = Float(sampleCount) * Float(range.count) / Float(mix.frameCount)
        var (left, right) = (Spectrum(binCount: n), Spectrum(binCount: n))
        var (partLeft, partRight) = (left, right)
        var cueRow = CueRow()
        var gains = [[Float]](repeating: Array(repeating: 0, count: n), count: parts.count)
        for t in 0..<cues.frameCount {
            stft.transformFrame(t, of: segment, left: &left, right: &right)
            cues.extract(frame: t, left: left, right: right, into: &cueRow)
            for s in parts.indices {
                stft.transformFrame(t, of: parts[s], left: &partLeft, right: &partRight)
                for k in 0..<n {
                    let product =
                        partLeft.real[k] * left.real[k] + partLeft.imaginary[k] * left.imaginary[k]
                        + partRight.real[k] * right.real[k] + partRight.imaginary[k] * right.imaginary[k]
                    gains[s][k] = product / (power[t * n + k] + 1e-9)
                }
            }
            for k in 0..<n {
                let probability = share * power[t * n + k].squareRoot() / total
                guard uniform() < probability else { continue }
                var row = (0..<cueCount).map { cueRow.values[$0 * n + k] }
                row.append(Float(k))
                for s in parts.indices { row.append(min(1.5, max(-0.5, gains[s][k]))) }
                // Stems that are silent count as a fiftieth of the mix. The constant is the window's and the transform's.
                let scale = power[t * n + k] / min(1, probability) / 2048 / 2048 * 2
                for energy in energies { row.append(scale / Float(max(energy, 0.02 * mixEnergy))) }
                write(row)
            }
        }
    }
}
