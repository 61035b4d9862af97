import AudioFiles
import DSP
import FoundationEssentials
import Glibc
import SystemPackage

/// A folder that goes away with its owner.
final class TemporaryFolder {
    let path: FilePath

    init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "musigen-audio-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = FilePath(url.path)
    }

    deinit { try? FileManager.default.removeItem(atPath: path.string) }

    /// A new file of these bytes.
    func file(_ bytes: [UInt8], named name: String = UUID().uuidString) throws -> FilePath {
        let file = path.appending(name)
        try Data(bytes).write(to: URL(filePath: file.string))
        return file
    }

    func newPath() -> FilePath { path.appending(UUID().uuidString) }
}

/// A small random number generator of fixed sequence (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

enum Fixture {
    static func bytes(of path: FilePath) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: URL(filePath: path.string)))
    }

    /// A sum of slowly swept tones that differ by channel: nothing in it repeats, so a shift shows.
    static func sweep(sampleRateHz: Int, channelCount: Int, frameCount: Int) -> AudioBuffer {
        let rate = Double(sampleRateHz)
        let channels = (0..<channelCount).map { channel in
            (0..<frameCount).map { n -> Float in
                let t = Double(n) / rate
                let low = sin(2 * .pi * (180 + Double(channel) * 70 + 60 * t) * t)
                let high = sin(2 * .pi * (0.04 * rate + 300 * t) * t)
                return Float(0.35 * low + 0.2 * high)
            }
        }
        return AudioBuffer(sampleRateHz: sampleRateHz, channels: channels)
    }

    static func noise(sampleRateHz: Int, channelCount: Int, frameCount: Int, seed: UInt64 = 1) -> AudioBuffer {
        var generator = SeededGenerator(state: seed)
        let channels = (0..<channelCount).map { _ in
            (0..<frameCount).map { _ in Float.random(in: -0.9...0.9, using: &generator) }
        }
        return AudioBuffer(sampleRateHz: sampleRateHz, channels: channels)
    }

    /// An MP3 of `audio`.
    static func mp3(
        _ audio: AudioBuffer, in folder: TemporaryFolder, isVariableBitRate: Bool = false
    ) throws -> FilePath {
        let path = folder.newPath()
        let sink = try MP3FileSink(
            path: path, sampleRateHz: audio.sampleRateHz, channelCount: audio.channelCount,
            isVariableBitRate: isVariableBitRate)
        try sink.write(audio)
        try sink.close()
        return path
    }

    static func mp3Bytes(seconds: Double = 4, isVariableBitRate: Bool = false) throws -> [UInt8] {
        let folder = try TemporaryFolder()
        let audio = sweep(sampleRateHz: 44_100, channelCount: 2, frameCount: Int(44_100 * seconds))
        return try bytes(of: mp3(audio, in: folder, isVariableBitRate: isVariableBitRate))
    }

    /// Everything a source gives, read in blocks of some size.
    static func readAll(_ source: any AudioSource, blockFrameCount: Int = 4096) throws -> AudioBuffer {
        var all = AudioBuffer(sampleRateHz: source.sampleRateHz, channelCount: source.channelCount, frameCount: 0)
        while true {
            let block = try source.read(maximumFrameCount: blockFrameCount)
            if block.isEmpty { return all }
            all.append(block)
        }
    }

    /// Ratio of the energy of `reference` to that of the difference, in decibels, over frames away from the ends.
    static func signalToErrorDecibels(_ reference: [Float], _ decoded: [Float], shift: Int = 0) -> Double {
        var (signal, error) = (0.0, 0.0)
        let margin = 2400
        for i in margin..<(min(reference.count, decoded.count) - margin) {
            let expected = Double(reference[i])
            let difference = expected - Double(decoded[i + shift])
            signal += expected * expected
            error += difference * difference
        }
        return 10 * log10(signal / max(error, 1e-30))
    }
}
