import NeuralNetwork
import Tensors
import Testing

@Suite struct `Layers against PyTorch` {
    private let workspace = Workspace()

    private func weights(_ item: String) -> Weights { Golden.named(item)["weights"] }
    private func input(_ item: String) throws -> Tensor { try Golden.tensor("input", of: item) }

    @Test func `fully connected layers agree`() throws {
        let plain = try Linear(weights("linear.plain"), inputs: 13, outputs: 9)
        try Golden.expect(plain(input("linear.plain"), in: workspace), is: "linear.plain")
        let bare = try Linear(weights("linear.noBias"), inputs: 7, outputs: 5, hasBias: false)
        try Golden.expect(bare(input("linear.noBias"), in: workspace), is: "linear.noBias")
        let gelu = try Linear(weights("linear.gelu"), inputs: 12, outputs: 20, activation: .gelu)
        try Golden.expect(gelu(input("linear.gelu"), in: workspace), is: "linear.gelu")
    }

    @Test func `tables agree`() throws {
        let table = try Embedding(weights("embedding"), count: 11, features: 6)
        let indices = try input("embedding").values.map { Int($0) }
        try Golden.expect(table(indices, in: workspace), is: "embedding")
    }

    @Test func `normalisations agree`() throws {
        for (item, groups, channels, epsilon, isAffine) in [
            ("groupNorm.one", 1, 6, 1e-5, true), ("groupNorm.several", 4, 8, 1e-3, true),
            ("groupNorm.plain", 2, 4, 1e-5, false),
        ] {
            let layer = try GroupNorm(
                weights(item), groups: groups, channels: channels, epsilon: epsilon, isAffine: isAffine)
            try Golden.expect(layer(input(item), in: workspace), is: item)
        }
        for (item, features, isAffine) in [
            ("layerNorm.affine", 37, true), ("layerNorm.plain", 8, false), ("layerNorm.one", 1, true),
        ] {
            let layer = try LayerNorm(weights(item), features: features, isAffine: isAffine)
            try Golden.expect(layer(input(item), in: workspace), is: item)
        }
        let batch = try BatchNorm(weights("batchNorm"), channels: 5)
        try Golden.expect(batch(input("batchNorm"), in: workspace), is: "batchNorm")
    }

    @Test func `values far from zero are normalised as in double precision`() throws {
        let layer = try GroupNorm(weights("groupNorm.offset"), groups: 2, channels: 4)
        let result = layer(try input("groupNorm.offset"), in: workspace)
        let expected = try Golden.tensor("output", of: "groupNorm.offset")
        // Half a unit in the last place of 30 is 1e-6, which the division by 0.01 makes 1e-4.
        #expect(relativeError(result.values, expected.values) < 3e-4)
    }

    @Test(arguments: [
        ("one", 5, 7, 1, false, true), ("deep", 4, 6, 3, true, true), ("two", 3, 12, 2, false, false),
        ("single", 4, 5, 1, true, true), ("long", 2, 3, 1, true, true),
    ])
    func `recurrences agree`(
        name: String, inputs: Int, units: Int, layers: Int, isBidirectional: Bool, hasBias: Bool
    ) throws {
        let item = "lstm." + name
        let layer = try LSTM(
            weights(item), inputs: inputs, units: units, layerCount: layers, isBidirectional: isBidirectional,
            hasBias: hasBias)
        try Golden.expect(layer(input(item), in: workspace), is: item)
    }

    @Test(arguments: [
        ("own", 12, 3, true), ("cross", 8, 2, true), ("noBias", 6, 1, false), ("masked", 8, 2, true),
        ("causal", 8, 2, true), ("single", 4, 2, true), ("long", 4, 1, true),
    ])
    func `attention agrees`(name: String, features: Int, heads: Int, hasBias: Bool) throws {
        let item = "attention." + name
        let layer = try MultiheadAttention(weights(item), features: features, headCount: heads, hasBias: hasBias)
        let stored = Golden.named(item)
        let keys = stored.shape(of: "key") == nil ? nil : try Golden.tensor("key", of: item)
        let mask = name == "masked" ? try mask(item) : nil
        let result = layer(
            try Golden.tensor("query", of: item), keys: keys, mask: mask, isCausal: name == "causal", in: workspace)
        try Golden.expect(result, is: item)
    }

    /// The mask with its infinities, which no weight may have.
    private func mask(_ item: String) throws -> Tensor {
        let tensor = try Golden.tensor("mask", of: item)
        return Tensor(tensor.values.map { $0 < -1e30 ? -.infinity : $0 }, shape: tensor.shape)
    }

    @Test func `attention with separate projections agrees`() throws {
        let item = "attention.separate"
        let layer = try MultiheadAttention(
            weights(item), features: 8, headCount: 4, keyFeatures: 6, valueFeatures: 5)
        let result = layer(
            try Golden.tensor("query", of: item), keys: try Golden.tensor("key", of: item),
            values: try Golden.tensor("value", of: item), in: workspace)
        try Golden.expect(result, is: item)
    }

    @Test(arguments: [
        ("gelu", Activation.gelu), ("relu", .relu), ("elu", .elu), ("sigmoid", .sigmoid), ("silu", .silu),
        ("tanh", .tanh), ("leakyRelu", .leakyRelu(slope: 0.2)),
    ])
    func `activations agree`(name: String, activation: Activation) throws {
        let result = try Golden.tensor("input", of: "activation")
        activation.apply(result)
        let expected = try Golden.tensor(name, of: "activation")
        #expect(relativeError(result.values, expected.values) < 1e-6)
    }
}
