import Checkpoints
import Testing
import Tracks

@testable import Separation

@Suite struct SpleeterCheckpointTests {
    private func reason(_ checkpoints: [Checkpoint]) -> String? {
        do throws(SeparationError) {
            _ = try SpleeterCheckpoints(checkpoints, variant: nil)
            return nil
        } catch {
            guard case .unsuitableWeights(let reason) = error else { return nil }
            return reason
        }
    }

    @Test func `the published models are told by their networks' number and names`() throws {
        let cases: [(checkpoints: [Checkpoint], variant: SpleeterVariant, instruments: Int)] = [
            (try SpleeterFixture.torchCheckpoints(2), .independentRectified, 2),
            (try SpleeterFixture.torchCheckpoints(4), .independentRectified, 4),
            ([try SpleeterFixture.originalCheckpoint(2)], .independentRectified, 2),
            ([try SpleeterFixture.originalCheckpoint(4)], .independentExponential, 4),
            ([try SpleeterFixture.originalCheckpoint(5)], .competing, 5),
        ]
        for example in cases {
            let content = try SpleeterCheckpoints(example.checkpoints, variant: nil)
            #expect(content.variant == example.variant)
            #expect(content.networks.count == example.instruments)
            #expect(content.networks.allSatisfy { $0.channels == SpleeterFixture.widths })
            #expect(content.instruments.first == .vocals)
        }
        let chosen = try SpleeterCheckpoints([SpleeterFixture.originalCheckpoint(4)], variant: .competing)
        #expect(chosen.variant == .competing)
    }

    @Test(arguments: [0, 1, 3, 6])
    func `other numbers of networks are refused`(count: Int) throws {
        let text = try #require(reason(try SpleeterFixture.torchCheckpoints(count)))
        #expect(text.contains("2, 4 or 5"))
        if count > 0 { #expect(reason([try SpleeterFixture.originalCheckpoint(count)])?.contains("2, 4 or 5") == true) }
    }

    @Test func `files of something else are refused`() throws {
        let other = try SpleeterFixture.checkpoint([.init(name: "weight", shape: [2], values: [1, 2])])
        #expect(reason([other])?.contains("not of Spleeter") == true)
        #expect(reason([other, other])?.contains("not of Spleeter") == true)
    }

    @Test(arguments: ["down3_conv.1.bias", "up2.3.weight", "up7.0.weight"])
    func `a missing weight is named`(name: String) throws {
        let checkpoints = try SpleeterFixture.torchCheckpoints(2) { if $0.name == name { $0 = renamed($0, "x") } }
        #expect(reason(checkpoints)?.contains(name) == true)
    }

    @Test func `a weight of another size is named`() throws {
        let checkpoint = try SpleeterFixture.originalCheckpoint(2) {
            if $0.name == "conv2d_8/bias" { $0 = .init(name: $0.name, shape: [1], values: [0]) }
        }
        #expect(reason([checkpoint])?.contains("conv2d_8/bias") == true)
    }

    @Test func `numbers that are none are refused`() throws {
        let checkpoints = try SpleeterFixture.torchCheckpoints(2) {
            if $0.name == "up1.0.weight" { $0.values[3] = .nan }
        }
        #expect(reason(checkpoints)?.contains("up1.0.weight") == true)
    }

    @Test func `networks of different sizes are refused`() throws {
        let small = try SpleeterFixture.checkpoint(SpleeterFixture.network(0))
        let large = try SpleeterFixture.checkpoint(SpleeterFixture.network(1, widths: [4, 8, 9, 10, 8, 9]))
        #expect(reason([small, large])?.contains("differ in size") == true)
    }

    @Test func `networks without statistics are taken as normalised`() throws {
        let checkpoints = try SpleeterFixture.torchCheckpoints(2) {
            if $0.name.contains("running") { $0 = renamed($0, $0.name + "_unknown") }
        }
        #expect(reason(checkpoints) == nil)
    }

    private func renamed(_ tensor: SpleeterFixture.Named, _ name: String) -> SpleeterFixture.Named {
        .init(name: name, shape: tensor.shape, values: tensor.values)
    }
}
