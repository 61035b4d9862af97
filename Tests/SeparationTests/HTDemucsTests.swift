import Checkpoints
import DSP
import Foundation
import SystemPackage
import Tensors
import Testing
import Tracks

@testable import Separation

/// Against the `demucs` package, see Golden/htdemucs/make_golden.py.
@Suite struct HTDemucsTests {
    private static let stride = 211

    private func path(_ name: String) throws -> FilePath {
        let folder = try #require(Bundle.module.resourcePath)
        return FilePath("\(folder)/Golden/htdemucs/\(name)")
    }

    /// The signal that the golden results were made of.
    private func mix(_ frameCount: Int = 50_000) -> AudioBuffer {
        var state: UInt64 = 1
        let values = (0..<(2 * frameCount)).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (Float(state >> 40) / 16_777_216 - 0.4) * 0.25
        }
        return AudioBuffer(
            sampleRateHz: 44_100, channels: [Array(values[..<frameCount]), Array(values[frameCount...])])
    }

    private func separator(
        _ names: [String] = ["first.th"], weights: [[Float]]? = nil, options: HTDemucsOptions = HTDemucsOptions()
    ) throws -> HTDemucsSeparator {
        try HTDemucsSeparator(
            checkpoints: names.map { try Checkpoint.open(path($0)) }, modelWeights: weights, options: options,
            tool: ToolDescription(version: "1", model: "test"))
    }

    private func separate(
        _ mix: any AudioSource, by separator: HTDemucsSeparator, threadCount: Int = 2
    ) throws -> [[[Float]]] {
        let sinks = separator.stems.map { _ in BufferSink() }
        try separator.separate(
            mix, into: Dictionary(uniqueKeysWithValues: zip(separator.stems, sinks)), threadCount: threadCount
        ) { _ in }
        return sinks.map { $0.buffer?.channels ?? [] }
    }

    /// The largest difference from the golden samples, over their deviation.
    private func error(_ stems: [[[Float]]], from name: String) throws -> Double {
        let golden = try #require(try Checkpoint.open(path("outputs.safetensors")).tensors[name])
        let expected = golden.floats()
        let count = golden.shape[2]
        try #require(golden.shape[0] == stems.count)
        var (squares, differences) = (0.0, 0.0)
        for (s, channels) in stems.enumerated() {
            for (c, samples) in channels.enumerated() {
                let kept = Swift.stride(from: 0, to: samples.count, by: Self.stride).map { samples[$0] }
                try #require(kept.count == count)
                let reference = expected[((2 * s + c) * count)..<((2 * s + c + 1) * count)]
                let mean = reference.reduce(0, +) / Float(count)
                for (a, b) in zip(kept, reference) {
                    differences += Double((a - b) * (a - b))
                    squares += Double((b - mean) * (b - mean))
                }
            }
        }
        return (differences / squares).squareRoot()
    }

    @Test(arguments: ["first.th", "first.safetensors"])
    func `a network separates as the reference does, whichever file it is loaded from`(file: String) throws {
        let stems = try separate(BufferSource(mix()), by: separator([file]))
        #expect(try error(stems, from: "plain") < 2e-5)
    }

    @Test func `a song that is shorter than a segment is separated as the reference does`() throws {
        let stems = try separate(BufferSource(mix(50_000).frames(0..<9_000)), by: separator())
        #expect(try error(stems, from: "short") < 2e-5)
    }

    @Test func `overlap and the transition's power are the reference's`() throws {
        let options = HTDemucsOptions(overlap: 0.5, transitionPower: 2)
        let stems = try separate(BufferSource(mix()), by: separator(options: options))
        #expect(try error(stems, from: "half_overlap") < 2e-5)
    }

    @Test func `segments that are shorter than trained are the reference's`() throws {
        let stems = try separate(
            BufferSource(mix()), by: separator(options: HTDemucsOptions(segmentSeconds: 0.3)))
        #expect(try error(stems, from: "shorter_segments") < 2e-5)
    }

    @Test func `a bag of networks gives the weighted mean of their outputs`() throws {
        let stems = try separate(
            BufferSource(mix()),
            by: separator(["first.th", "second.th"], weights: [[1, 0, 0.5, 1], [1, 1, 1, 0]]))
        #expect(try error(stems, from: "bag") < 2e-5)
    }

    @Test func `a network of six stems separates as the reference does`() throws {
        let separator = try separator(["six.th"])
        #expect(separator.stems == [.drums, .bass, .other, .vocals, .guitar, .piano])
        #expect(try error(separate(BufferSource(mix()), by: separator), from: "six") < 2e-5)
    }

    @Test func `the result depends neither on the number of threads nor on the blocks`() throws {
        let separator = try separator()
        let mix = mix()
        let expected = try separate(BufferSource(mix), by: separator, threadCount: 1)
        #expect(try separate(BufferSource(mix), by: separator, threadCount: 3) == expected)
        #expect(try separate(LevelledSource(mix, blockLength: 777), by: separator) == expected)
    }

    @Test func `the mean over random shifts is the reference's for the same random numbers`() throws {
        let options = HTDemucsOptions(shifts: 2, seed: 7)
        let stems = try separate(BufferSource(mix()), by: separator(options: options))
        #expect(try error(stems, from: "shifted") < 2e-5)
        #expect(try error(stems, from: "plain") > 1e-3)
    }

    @Test func `stems nobody asks for are not written, and the others stay as they are`() throws {
        let separator = try separator()
        let sink = BufferSink()
        try separator.separate(BufferSource(mix()), into: [.vocals: sink], threadCount: 2) { _ in }
        let all = try separate(BufferSource(mix()), by: separator)
        #expect(sink.buffer?.channels == all[3])
    }

    @Test func `an empty song gives empty stems and a single frame one frame`() throws {
        let separator = try separator()
        #expect(try separate(BufferSource(mix().frames(0..<0)), by: separator).allSatisfy { $0.isEmpty })
        #expect(
            try separate(BufferSource(mix().frames(0..<1)), by: separator).allSatisfy { $0.map(\.count) == [1, 1] })
    }

    @Test(arguments: HostileSignal.allCases)
    func `no signal makes a stem that is no number`(signal: HostileSignal) throws {
        let samples = signal.samples(20_000)
        let silence = [Float](repeating: 0, count: samples.count)
        let mix = AudioBuffer(
            sampleRateHz: 44_100, channels: [samples, signal.isOneSided ? silence : samples])
        let stems = try separate(BufferSource(mix), by: separator())
        #expect(stems.allSatisfy { $0.allSatisfy { $0.allSatisfy(\.isFinite) } })
    }

    @Test func `from the second segment on nothing is allocated`() throws {
        let network = try HTDemucsNetwork(Checkpoint.open(path("first.th")))
        let length = network.configuration.segmentLength
        let mix = Tensor(zeros: Shape(2, length))
        let output = Tensor(zeros: Shape(4, 2, length))
        let spectrogram = SegmentSpectrogram(frameLength: network.configuration.frameLength)
        let workspace = Workspace(blockCount: 1000)
        network.separate(mix, needed: [0, 1, 2, 3], into: output, spectrogram: spectrogram, in: workspace)
        let allocated = workspace.allocatedCount
        network.separate(mix, needed: [0, 1, 2, 3], into: output, spectrogram: spectrogram, in: workspace)
        #expect(allocated > 0 && workspace.allocatedCount == allocated)
    }

    @Test func `what progress throws ends the separation`() throws {
        struct Cancelled: Error {}
        let separator = try separator()
        #expect(throws: Cancelled.self) {
            try separator.separate(BufferSource(mix()), into: [:], threadCount: 1) { share in
                if share > 0 { throw Cancelled() }
            }
        }
    }

    @Test func `a mix of unknown level or another rate is refused`() throws {
        let separator = try separator()
        #expect(throws: SeparationError.unknownLevel) {
            try separator.separate(BlockSource(mix(), blockLength: 100), into: [:], threadCount: 1) { _ in }
        }
        let other = AudioBuffer(sampleRateHz: 48_000, channels: mix(10).channels)
        #expect(throws: SeparationError.wrongSampleRate(48_000, required: 44_100)) {
            try separator.separate(BufferSource(other), into: [:], threadCount: 1) { _ in }
        }
    }

    @Test func `weights of another network are refused with what was seen`() throws {
        #expect(throws: SeparationError.self) {
            try HTDemucsSeparator(
                checkpoints: [Checkpoint.open(path("outputs.safetensors"))],
                tool: ToolDescription(version: "1", model: "test"))
        }
        #expect(throws: SeparationError.self) { try separator(["first.th", "six.th"]) }
        #expect(throws: SeparationError.self) { try separator(weights: [[0, 0, 0, 0]]) }
        #expect(throws: SeparationError.self) { try separator(options: HTDemucsOptions(overlap: 1)) }
    }
}

/// A source in small blocks whose level is known.
private final class LevelledSource: AudioSource {
    private let source: BlockSource
    let level: SignalLevel?

    init(_ buffer: AudioBuffer, blockLength: Int) {
        source = BlockSource(buffer, blockLength: blockLength)
        level = BufferSource(buffer).level
    }

    var sampleRateHz: Int { source.sampleRateHz }
    var channelCount: Int { source.channelCount }
    var frameCount: Int? { nil }
    func read(maximumFrameCount: Int) -> AudioBuffer { source.read(maximumFrameCount: maximumFrameCount) }
}
