import Checkpoints
import DSP
import Foundation
import Separation
import SystemPackage
import Tracks

/// Our side of the comparison, in a process of its own so that its memory can be told.
enum OurContestant {
    private final class NullSink: AudioSink {
        func write(_ block: AudioBuffer) {}
    }

    static func run(_ arguments: [String]) throws {
        let (network, threads, audio, path) = (arguments[0], Int(arguments[1]) ?? 1, arguments[2], arguments[3])
        let samples = try Data(contentsOf: URL(fileURLWithPath: audio)).withUnsafeBytes {
            Array($0.bindMemory(to: Float.self))
        }
        let half = samples.count / 2
        let mix = AudioBuffer(sampleRateHz: 44_100, channels: [Array(samples[..<half]), Array(samples[half...])])
        let separator = try separator(network, path)
        say("ready")
        while let line = readLine() {
            let kept = separator.stems.map { _ in BufferSink() }
            var sinks: [Stem: any AudioSink] = [:]
            for (stem, sink) in zip(separator.stems, kept) { sinks[stem] = line.isEmpty ? NullSink() : sink }
            let start = ContinuousClock.now
            try separator.separate(BufferSource(mix), into: sinks, threadCount: threads) { _ in }
            let elapsed = start.duration(to: .now) / .seconds(1)
            var usage = rusage()
            getrusage(RUSAGE_SELF.rawValue.asResource, &usage)
            if !line.isEmpty {
                let values = kept.flatMap { $0.buffer?.channels.flatMap(\.self) ?? [] }
                try values.withUnsafeBytes { try Data($0).write(to: URL(fileURLWithPath: line)) }
            }
            say("{\"seconds\": \(elapsed), \"peak_mib\": \(Double(usage.ru_maxrss) / 1024)}")
        }
    }

    /// Writes a line at once, whether or not anybody reads it on a terminal.
    private static func say(_ line: String) { FileHandle.standardOutput.write(Data("\(line)\n".utf8)) }

    private static func separator(_ network: String, _ path: String) throws -> any Separator {
        let checkpoint = try Checkpoint.open(FilePath(path))
        let tool = ToolDescription(version: "1", model: network)
        if network == "htdemucs" { return try HTDemucsSeparator(checkpoints: [checkpoint], tool: tool) }
        if network == "spleeter" {
            return try SpleeterSeparator(checkpoints: [checkpoint], tool: tool, accompaniment: WholeAccompaniment())
        }
        throw Contestant.Failure(description: "There is no network \(network).")
    }
}

/// Leaves the accompaniment whole, as the reference does.
private struct WholeAccompaniment: Separator {
    let tool = ToolDescription(version: "1", model: "none")
    let sampleRateHz = 44_100

    func separate(
        _ mix: any AudioSource, into sinks: [Stem: any AudioSink], threadCount: Int,
        progress: (Double) throws -> Void
    ) throws {
        while true {
            let block = try mix.read(maximumFrameCount: 1 << 16)
            if block.isEmpty { return }
            try sinks[.other]?.write(block)
        }
    }
}

extension Int32 {
    fileprivate var asResource: __rusage_who_t { __rusage_who_t(self) }
}
