import Checkpoints
import Foundation
import NeuralNetwork
import Testing

@testable import Analysis

/// The networks beside PyTorch's results (`Golden/make_networks_golden.py`).
struct NetworkTests {
    @Test func `the rhythm network gives what PyTorch gives`() throws {
        let golden = try golden("rhythm")
        let input = RhythmInput(values: try numbers("input", golden), frameCount: 300)
        let result = try RhythmNetwork(Weights(golden)["network"])(input)
        let expected = try numbers("output", golden)
        #expect(result.beat.count == 300)
        #expect(deviation(result.beat + result.downbeat, expected) < 1e-5)
    }

    @Test func `the rhythm network gives the same in pieces as in one`() throws {
        let golden = try golden("rhythm")
        let network = try RhythmNetwork(Weights(golden)["network"])
        let piece = try numbers("input", golden)
        let copies = 50
        let long = RhythmInput(
            values: (0..<RhythmInput.channelCount).flatMap { channel in
                (0..<copies).flatMap { _ in piece[channel * 300..<(channel + 1) * 300] }
            }, frameCount: 300 * copies)
        let whole = network(long, chunkFrameCount: 300 * copies)
        let parts = network(long, chunkFrameCount: 1700)
        #expect(deviation(whole.beat, parts.beat) < 1e-5)
        #expect(deviation(whole.downbeat, parts.downbeat) < 1e-5)
    }

    @Test func `the harmony network gives what PyTorch gives`() throws {
        let golden = try golden("harmony")
        let input = HarmonyInput(
            notes: try numbers("notes", golden), levels: try numbers("levels", golden), cellCount: 11)
        let result = try HarmonyNetwork(Weights(golden)["network"])(input)
        #expect(deviation(result.chords, try numbers("chords", golden)) < 1e-4)
        #expect(deviation(result.bass, try numbers("bass", golden)) < 1e-4)
        #expect(deviation(result.keys, try numbers("keys", golden)) < 1e-4)
    }

    @Test func `what is transposed by an octave's twelfth is heard so`() throws {
        let golden = try golden("harmony")
        let network = try HarmonyNetwork(Weights(golden)["network"])
        var notes = [Float](repeating: 0, count: 11 * HarmonyInput.viewCount * HarmonyInput.noteCount)
        for index in notes.indices where index % 12 < 7 { notes[index] = Float(index % 101) / 101 }
        let levels = try numbers("levels", golden)
        let low = network(HarmonyInput(notes: notes, levels: levels, cellCount: 11))
        let high = network(HarmonyInput(notes: [0] + notes.dropLast(), levels: levels, cellCount: 11))
        for cell in 0..<11 {
            for state in 0..<156 {
                let moved = state / 12 * 12 + (state + 1) % 12
                #expect(abs(low.chords[cell * 157 + 1 + state] - high.chords[cell * 157 + 1 + moved]) < 1e-4)
            }
        }
    }

    @Test func `the key network gives what PyTorch gives`() throws {
        let golden = try golden("keys")
        let network = try KeyNetwork(Weights(golden)["network"])
        let chords = try numbers("chords", golden).map { Int($0) }
        let read = network(chords: chords, beginsBar: try numbers("bars", golden).map { $0 > 0 })
        #expect(deviation(read, try numbers("keys", golden)) < 1e-4)
        #expect(network(chords: [], beginsBar: []).isEmpty)
    }

    @Test func `a transposed song is read a key higher`() throws {
        let network = try TrainedNetworks.builtIn.get().keys
        // Four bars of A minor, F, C and G, eight times.
        let roots = [(9, 1), (5, 0), (0, 0), (7, 0)]
        let beginsBar = (0..<128).map { $0 % 4 == 0 }
        func read(_ shift: Int) -> [Float] {
            network(
                chords: (0..<128).map { beat in
                    let (root, quality) = roots[beat / 4 % 4]
                    return 1 + 12 * quality + (root + shift) % 12
                }, beginsBar: beginsBar)
        }
        let (low, high) = (read(0), read(3))
        for beat in 0..<128 {
            for key in 0..<24 {
                let moved = key / 12 * 12 + (key + 3) % 12
                #expect(abs(low[beat * 24 + key] - high[beat * 24 + moved]) < 1e-3)
            }
        }
        let likeliest = (0..<24).max { low[64 * 24 + $0] < low[64 * 24 + $1] }
        #expect(likeliest == 0 || likeliest == 9 + 12)
    }

    @Test func `weights of another shape are refused`() throws {
        let golden = try golden("rhythm")
        #expect(throws: WeightsError.self) { try HarmonyNetwork(Weights(golden)["network"]) }
        #expect(throws: WeightsError.self) { try RhythmNetwork(Weights(golden)["elsewhere"]) }
        #expect(throws: WeightsError.self) { try KeyNetwork(Weights(golden)["network"]) }
    }

    private func golden(_ name: String) throws -> Checkpoint {
        let url = try #require(
            Bundle.module.url(forResource: name, withExtension: "safetensors", subdirectory: "Golden"))
        return try Checkpoint.open(bytes: [UInt8](Data(contentsOf: url)))
    }

    private func numbers(_ name: String, _ golden: Checkpoint) throws -> [Float] {
        try #require(golden.tensors[name]).floats()
    }

    private func deviation(_ values: [Float], _ expected: [Float]) -> Float {
        guard values.count == expected.count else { return .infinity }
        return zip(values, expected).reduce(0) { max($0, abs($1.0 - $1.1)) }
    }
}
