import DSP
import Glibc

/// Songs whose tempo, bars, chords and key are known because they are made here: plucked chords with a bass and, if
/// wanted, a drum pattern of kick, snare and hi-hat.
struct SyntheticSong {
    var bpm = 120.0
    var beatsPerBar = 4
    /// One chord per bar as semitones above C: root, then the other notes; none is drums alone.
    var bars: [[Int]] = []
    var leadInSeconds = 0.4
    var tailSeconds = 0.5
    var hasDrums = true
    var tuningHz = 440.0

    static let cMajorLoop = [[0, 4, 7], [7, 11, 14], [9, 12, 16], [5, 9, 12]]

    var beatTimes: [Double] {
        (0..<bars.count * beatsPerBar).map { leadInSeconds + Double($0) * 60 / bpm }
    }

    func buffer() -> AudioBuffer {
        let beat = 60 / bpm
        let duration = leadInSeconds + Double(bars.count * beatsPerBar) * beat + tailSeconds
        var samples = [Float](repeating: 0, count: Int(duration * 44100))
        for (index, chord) in bars.enumerated() {
            let start = leadInSeconds + Double(index * beatsPerBar) * beat
            for step in 0..<beatsPerBar {
                let time = start + Double(step) * beat
                for note in chord { add(note: 60 + note, at: time, seconds: beat, gain: 0.07, to: &samples) }
            }
            if let root = chord.first {
                let length = Double(beatsPerBar) * beat
                add(note: 36 + root % 12, at: start, seconds: length, gain: 0.25, to: &samples)
            }
            if hasDrums { addDrums(at: start, beat: beat, to: &samples) }
        }
        return AudioBuffer(sampleRateHz: 44100, channels: [samples, samples])
    }

    private func addDrums(at start: Double, beat: Double, to samples: inout [Float]) {
        for step in 0..<beatsPerBar {
            let time = start + Double(step) * beat
            if step == 0 || (beatsPerBar == 4 && step == 2) {
                add(frequency: 55, at: time, seconds: 0.15, decay: 0.05, gain: 0.5, to: &samples)
            } else {
                addNoise(at: time, decay: 0.05, gain: 0.25, to: &samples)
            }
            addNoise(at: time + beat / 2, decay: 0.01, gain: 0.08, to: &samples)
        }
    }

    private func add(note: Int, at time: Double, seconds: Double, gain: Double, to samples: inout [Float]) {
        let frequency = tuningHz * exp2(Double(note - 69) / 12)
        for harmonic in 1...5 where frequency * Double(harmonic) < 10000 {
            let gain = gain / Double(harmonic)
            add(
                frequency: frequency * Double(harmonic), at: time, seconds: seconds, decay: 0.5, gain: gain,
                to: &samples)
        }
    }

    private func add(
        frequency: Double, at time: Double, seconds: Double, decay: Double, gain: Double, to samples: inout [Float]
    ) {
        let first = Int(time * 44100)
        let count = min(Int(seconds * 44100), samples.count - first)
        for i in 0..<max(0, count) {
            let t = Double(i) / 44100
            // Three milliseconds in, ten out: no clicks.
            let envelope = min(1, t / 0.003, (seconds - t) / 0.01) * exp(-t / decay)
            samples[first + i] += Float(gain * envelope * sin(2 * .pi * frequency * t))
        }
    }

    private func addNoise(at time: Double, decay: Double, gain: Double, to samples: inout [Float]) {
        let first = Int(time * 44100)
        var noise = Noise(seed: UInt64(first) + 1)
        for i in 0..<max(0, min(8820, samples.count - first)) {
            samples[first + i] += Float(gain * exp(-Double(i) / 44100 / decay)) * noise.next()
        }
    }
}

/// White noise that is the same on every run, -1...1.
struct Noise {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> Float {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Float(Int64(bitPattern: state) >> 33) / Float(1 << 30)
    }

    static func buffer(seconds: Double, gain: Float) -> AudioBuffer {
        var noise = Noise(seed: 7)
        let samples = (0..<Int(seconds * 44100)).map { _ in gain * noise.next() }
        return AudioBuffer(sampleRateHz: 44100, channels: [samples, samples])
    }
}
