import AudioFiles
public import DSP
import Glibc
public import SystemPackage

/// Music for tests: a beat, a bass note and a chord, no two seeds alike.
public enum SynthesisedSong {
    /// Stereo at 44,100 Hz.
    public static func buffer(seconds: Double, seed: Int = 0) -> AudioBuffer {
        let frameCount = Int(seconds * 44_100)
        let root = 220 * pow(2, Double(seed % 12) / 12)
        var state = UInt64(truncatingIfNeeded: seed &* 7919 &+ 1)
        var left = [Float](repeating: 0, count: frameCount)
        for i in left.indices {
            let time = Double(i) / 44_100
            let sinceBeat = time.truncatingRemainder(dividingBy: 0.5)
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let noise = Double(Int32(truncatingIfNeeded: state >> 33)) / 2_147_483_648
            let chord =
                sin(2 * .pi * root * time) + sin(2 * .pi * root * 1.26 * time) + sin(2 * .pi * root * 1.5 * time)
            let bass = sin(2 * .pi * root / 4 * time)
            left[i] = Float(0.08 * chord + 0.15 * bass + 0.3 * noise * exp(-sinceBeat * 60))
        }
        return AudioBuffer(sampleRateHz: 44_100, channels: [left, left])
    }

    /// Writes an MP3.
    public static func writeMP3(to path: FilePath, seconds: Double, seed: Int = 0) throws {
        let sink = try MP3FileSink(path: path, sampleRateHz: 44_100, channelCount: 2)
        try sink.write(buffer(seconds: seconds, seed: seed))
        try sink.close()
    }
}
