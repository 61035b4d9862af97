import Foundation
import Separation
import Tensors

/// Separates 30 s of audio by our networks and by the reference implementations in turn, on one core and on two, and
/// sets the networks' blocks beside the highest rate that this machine's matrix products reach.
///
///     Tests/Benchmarks/Peers/install DIR
///     swift run -c release -Xcc -march=native --package-path Tests/Benchmarks separators DIR/bin/python [SPLEETER-INDEX]
@main enum Separators {
    private static let runs = 5
    private static let seconds = 30.0

    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.first == "contestant" { return try OurContestant.run(Array(arguments.dropFirst())) }
        guard let python = arguments.first else {
            say("usage: separators PYTHON [SPLEETER-INDEX]; see Tests/Benchmarks/Peers/install")
            exit(64)
        }
        let blas = BLASInformation.current
        let load = (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8))?.split(separator: " ").first ?? "?"
        say("OpenBLAS core \(blas.coreName), \(blas.threadCount) thread(s) per product; load average \(load)")
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("separators-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Peers/separators.py").path
        let making = try Process.run(
            URL(fileURLWithPath: python), arguments: [script, "make", folder.path])
        making.waitUntilExit()
        let audio = folder.appendingPathComponent("audio.f32").path
        let checkpoint = folder.appendingPathComponent("htdemucs.th").path
        let peak = Roofline.productRate()
        say(String(format: "highest rate of a matrix product on one core: %.0f GFLOP/s", peak))
        for block in try Roofline.blocks(checkpoint: checkpoint) {
            say(
                "  " + block.name.padding(toLength: 16, withPad: " ", startingAt: 0)
                    + String(
                        format:
                            "%7.1f GFLOP in %6.3f s: %4.0f GFLOP/s, %3.0f %% of it; the reference's arithmetic at %4.0f",
                        block.gigaflops, block.seconds, block.gigaflops / block.seconds,
                        100 * block.gigaflops / block.seconds / peak, block.directGigaflops / block.seconds))
        }
        var spleeter = [String]()
        if arguments.count > 1 { spleeter = [arguments[1]] }
        for threads in [2, 1] {
            try compare(
                "HTDemucs", threads,
                reference: [python, script, "htdemucs", "\(threads)", audio, checkpoint],
                ours: ["contestant", "htdemucs", "\(threads)", audio, checkpoint], in: folder)
            guard !spleeter.isEmpty else { continue }
            try compare(
                "Spleeter, 2 stems", threads, reference: [python, script, "spleeter", "\(threads)", audio],
                ours: ["contestant", "spleeter", "\(threads)", audio] + spleeter, in: folder)
        }
    }

    private static func compare(
        _ name: String, _ threads: Int, reference: [String], ours: [String], in folder: URL
    ) throws {
        let reference = try Contestant(reference, environment: ["OMP_NUM_THREADS": "\(threads)"])
        let ours = try Contestant([CommandLine.arguments[0]] + ours)
        var results: [(Contestant.Result, Contestant.Result)] = []
        // In turn, so that both meet the same machine; the first pair warms up.
        for i in 0...runs {
            let pair = (try reference.run(), try ours.run())
            if i > 0 { results.append(pair) }
        }
        // The reference's Spleeter gives two signals and no high band; its parity is a unit test.
        let errors = name == "HTDemucs" ? try relativeErrors(reference, ours, in: folder) : []
        if !errors.isEmpty {
            let texts = errors.map { String(format: "%.1e", $0) }
            say("\(name): relative error of each output \(texts.joined(separator: ", "))")
        }
        let theirs = median(results.map { $0.0.seconds })
        let own = median(results.map { $0.1.seconds })
        let (theirPeak, ownPeak) = (results.map { $0.0.peak_mib }.max() ?? 0, results.map { $0.1.peak_mib }.max() ?? 0)
        say(
            String(
                format:
                    "%@, %d thread(s): reference %.2f s (RTF %.3f, %.0f MiB), ours %.2f s (RTF %.3f, %.0f MiB): %.2f of the time, %.2f of the memory",
                name, threads, theirs, theirs / seconds, theirPeak, own, own / seconds, ownPeak, own / theirs,
                ownPeak / theirPeak))
    }

    /// The reference's output and ours: the root mean square of their difference over that of the output about its mean.
    private static func relativeErrors(_ reference: Contestant, _ ours: Contestant, in folder: URL) throws -> [Double] {
        let paths = ["reference.f32", "ours.f32"].map { folder.appendingPathComponent($0).path }
        _ = (try reference.run(writing: paths[0]), try ours.run(writing: paths[1]))
        let signals = try paths.map { path in
            try Data(contentsOf: URL(fileURLWithPath: path)).withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
        }
        let stemLength = Int(2 * seconds * 44_100)
        guard signals[0].count == signals[1].count else { return [] }
        return stride(from: 0, to: signals[0].count, by: stemLength).map { start in
            let mean = signals[0][start..<(start + stemLength)].reduce(0.0) { $0 + Double($1) } / Double(stemLength)
            var (error, power) = (0.0, 0.0)
            for i in start..<(start + stemLength) {
                error += pow(Double(signals[1][i]) - Double(signals[0][i]), 2)
                power += pow(Double(signals[0][i]) - mean, 2)
            }
            return (error / power).squareRoot()
        }
    }

    /// Writes a line at once: a run takes minutes.
    private static func say(_ line: String) { FileHandle.standardOutput.write(Data("\(line)\n".utf8)) }

    private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}
