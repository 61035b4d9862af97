import DSP
import Glibc

@testable import Separation

/// Writes the cues of randomly sampled points of a song's spectrogram beside what the masks should be there.
///
/// Each row of 32-bit floats: the cues, the bin, the ideal gains of vocals, drums, bass and other, and how much an
/// error counts for each. Points are drawn in proportion to their magnitude and weighted by its inverse.
@main struct CueDump {
    private static let seconds = 30
    private static let segmentSeconds = 12
    private static let stepSeconds = 10
    private static let stems = ["vocals", "drums", "bass", "other"]

    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 4, let sampleCount = Int(arguments[3]) else {
            print("usage: CueDump SONG-FOLDER OUTPUT.bin SAMPLE-COUNT [mono]")
            exit(64)
        }
        let isMono = arguments.count > 4
        guard let mix = read(arguments[1] + "/mixture.f32", isMono: isMono) else { exit(66) }
        let stems = stems.compactMap { read(arguments[1] + "/\($0).f32", isMono: isMono) }
        guard stems.count == 4, let file = fopen(arguments[2], "wb") else { exit(66) }
        var sampler = Sampler(mix: mix, stems: stems, sampleCount: sampleCount)
        var start = 0
        while start + 4 * mix.sampleRateHz < mix.frameCount {
            let end = min(mix.frameCount, start + segmentSeconds * mix.sampleRateHz)
            sampler.sample(start..<end) { row in _ = fwrite(row, 4, row.count, file) }
            start += stepSeconds * mix.sampleRateHz
        }
        fclose(file)
    }

    /// The beginning of an interleaved stereo file, its channels averaged where `isMono`.
    private static func read(_ path: String, isMono: Bool) -> AudioBuffer? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var samples = [Float](repeating: 0, count: 2 * seconds * 44_100)
        let frameCount = fread(&samples, 8, samples.count / 2, file)
        let buffer = AudioBuffer(
            sampleRateHz: 44_100, channels: (0..<2).map { c in (0..<frameCount).map { samples[2 * $0 + c] } })
        guard isMono else { return buffer }
        let mono = buffer.mono
        return AudioBuffer(sampleRateHz: 44_100, channels: [mono, mono])
    }
}
