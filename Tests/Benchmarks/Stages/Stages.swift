import Analysis
import AudioFiles
import DSP
import Foundation
import Separation
import SystemPackage
import Tensors
import Tracks

/// Times the stages on a file (or a synthesised song of four minutes) and sets each beside a limit taken in the same
/// run: the bare Fourier transforms that any method on spectra of 2048 samples at a hop of 1024 cannot do without.
@main enum Stages {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        let runs = 5
        let blas = BLASInformation.current
        let cores = ProcessInfo.processInfo.activeProcessorCount
        print("\(cpuName()), \(cores) cores; OpenBLAS core \(blas.coreName), \(blas.threadCount) thread(s)")
        let song = try arguments.first.map(decode) ?? synthesise(seconds: 240)
        let seconds = song.durationSeconds
        print("\(Int(seconds)) s of audio, medians of \(runs) runs")
        let limit = median(runs) { bareTransforms(of: song) }
        report("bare FFTs (limit, 1 thread)", limit, seconds, limit)
        if let path = arguments.first { report("decode", try median(runs) { _ = try decode(path) }, seconds, limit) }
        guard let separator = Separators.all.first else { return }
        for threads in Set([1, cores]).sorted() {
            let time = try median(runs) {
                let sinks = Dictionary(uniqueKeysWithValues: Stem.standard.map { ($0, NullSink() as any AudioSink) })
                try separator.separate(BufferSource(song), into: sinks, threadCount: threads) { _ in }
            }
            report("separate, \(threads) thread(s)", time, seconds, limit)
        }
        for threads in Set([1, cores]).sorted() {
            let time = try median(runs) {
                _ = try SongAnalyser(threadCount: threads).analyse(mix: BufferSource(song), stems: [:]) { _ in }
            }
            report("analyse, \(threads) thread(s)", time, seconds, limit)
        }
    }

    private final class NullSink: AudioSink {
        func write(_ block: AudioBuffer) {}
    }

    private static func report(_ name: String, _ time: Double, _ seconds: Double, _ limit: Double) {
        let padded = name.padding(toLength: 30, withPad: " ", startingAt: 0)
        print(
            padded
                + String(
                    format: "%8.3f s %8.1f x real time %8.1f x the limit's time", time, seconds / time, time / limit))
    }

    private static func median(_ runs: Int, _ work: () throws -> Void) rethrows -> Double {
        var times: [Double] = []
        for _ in 0..<runs {
            let start = ContinuousClock.now
            try work()
            let elapsed = start.duration(to: .now).components
            times.append(Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18)
        }
        return times.sorted()[runs / 2]
    }

    private static func bareTransforms(of song: AudioBuffer) {
        var transform = RealFFT(length: 2048)
        var power = [Float](repeating: 0, count: transform.binCount)
        for channel in song.channels {
            var start = 0
            while start + 2048 <= channel.count {
                var target = power.mutableSpan
                transform.powerSpectrum(of: channel.span.extracting(start..<start + 2048), into: &target)
                start += 1024
            }
        }
    }

    private static func decode(_ path: String) throws -> AudioBuffer {
        let source = try AudioFile.openForProcessing(path: .init(path))
        var song = AudioBuffer(sampleRateHz: source.sampleRateHz, channelCount: 2, frameCount: 0)
        while true {
            let block = try source.read(maximumFrameCount: 1 << 16)
            if block.isEmpty { return song }
            song.append(block)
        }
    }

    /// A pulse at 120 BPM, a bass and a chord that changes every two seconds.
    private static func synthesise(seconds: Double) -> AudioBuffer {
        var samples = [Float](repeating: 0, count: Int(seconds * 44_100))
        var state: UInt64 = 1
        for i in samples.indices {
            let time = Double(i) / 44_100
            let root = [220.0, 174.6, 130.8, 196.0][Int(time / 2) % 4]
            state = state &* 6_364_136_223_846_793_005 &+ 1
            let noise = Double(Int32(truncatingIfNeeded: state >> 33)) / 2_147_483_648
            let chord =
                sin(2 * .pi * root * time) + sin(2 * .pi * root * 1.26 * time) + sin(2 * .pi * root * 1.5 * time)
            let beat = exp(-time.truncatingRemainder(dividingBy: 0.5) * 60)
            samples[i] = Float(0.08 * chord + 0.15 * sin(.pi * root / 2 * time) + 0.3 * noise * beat)
        }
        return AudioBuffer(sampleRateHz: 44_100, channels: [samples, samples])
    }

    private static func cpuName() -> String {
        let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
        return line?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown processor"
    }
}
