import NeuralNetwork
import Tensors
import Testing

@Suite struct `Properties of layers` {
    /// Random weights of these shapes.
    private func weights(_ shapes: [String: [Int]]) -> Weights {
        var numbers = Numbers(seed: 1)
        var values: [String: (shape: [Int], values: [Float])] = [:]
        for (name, shape) in shapes.sorted(by: { $0.key < $1.key }) {
            values[name] = (shape, numbers.array(shape.reduce(1, *)))
        }
        return Weights(values: values)
    }

    @Test func `no layer needs more memory the second time, nor leaves anything behind`() throws {
        var numbers = Numbers(seed: 2)
        let lstm = try LSTM(
            weights([
                "weight_ih_l0": [20, 6], "weight_hh_l0": [20, 5], "bias_ih_l0": [20], "bias_hh_l0": [20],
                "weight_ih_l1": [20, 5], "weight_hh_l1": [20, 5], "bias_ih_l1": [20], "bias_hh_l1": [20],
            ]), inputs: 6, units: 5, layerCount: 2)
        let attention = try MultiheadAttention(
            weights([
                "in_proj_weight": [18, 6], "in_proj_bias": [18], "out_proj.weight": [6, 6], "out_proj.bias": [6],
            ]),
            features: 6, headCount: 2)
        let linear = try Linear(weights(["weight": [9, 6], "bias": [9]]), inputs: 6, outputs: 9)
        let norm = try GroupNorm(weights(["weight": [6], "bias": [6]]), groups: 2, channels: 6)
        let scale = try LayerScale(weights(["scale": [6]]), channels: 6)
        let columns = Convolution2D(
            weight: numbers.tensor(Shape(12, 6, 3, 3)), bias: nil, inputs: 6, stride: 2, padding: 1)
        let windows = Convolution2D(weight: numbers.tensor(Shape(9, 24, 3, 3)), bias: nil, inputs: 24, padding: 1)
        let sums = Convolution2D(weight: numbers.tensor(Shape(2, 24, 3, 3)), bias: nil, inputs: 24, padding: 1)
        let transposed = ConvolutionTranspose2D(
            weight: numbers.tensor(Shape(24, 3, 5, 5)), bias: nil, outputs: 3, stride: 2, cropping: 2)
        let (rows, image) = (numbers.tensor(Shape(50, 6)), numbers.tensor(Shape(24, 9, 40)))
        let layers: [(String, (Workspace) -> Tensor)] = [
            ("lstm", { lstm(rows, in: $0) }), ("attention", { attention(rows, in: $0) }),
            ("linear", { linear(rows, in: $0) }), ("norm", { norm(image.rows(0..<6), in: $0) }),
            ("scale", { scale(image.rows(0..<6), in: $0) }),
            ("columns", { columns(image.rows(0..<6), in: $0) }), ("windows", { windows(image, in: $0) }),
            ("sums", { sums(image, in: $0) }), ("transposed", { transposed(image, in: $0) }),
        ]
        for (name, layer) in layers {
            let workspace = Workspace(blockCount: 1)
            let first = workspace.scope { layer(workspace).values }
            let allocated = workspace.allocatedCount
            for _ in 0..<3 { #expect(workspace.scope { layer(workspace).values } == first, "\(name)") }
            #expect(workspace.allocatedCount == allocated, "\(name)")
            // The result alone stays in use, so that what comes next lies close behind it.
            let whole = Workspace(blockCount: 1 << 20)
            let result = layer(whole)
            let next = whole.tensor(Shape(1 << 20 - ((result.count + 15) & ~15)))
            #expect(whole.allocatedCount == 1 << 20, "\(name)")
            next.fill(99)
            #expect(result.values == first, "\(name)")
        }
    }

    @Test func `a backward recurrence is a forward one of the reversed sequence`() throws {
        let names = ["weight_ih_l0": [12, 2], "weight_hh_l0": [12, 3], "bias_ih_l0": [12], "bias_hh_l0": [12]]
        let forward = weights(names)
        var values: [String: (shape: [Int], values: [Float])] = [:]
        for (name, shape) in names {
            let same = try forward.tensor(name, try #require(Shape(shape))).values
            values[name] = (shape, same)
            values[name + "_reverse"] = (shape, same)
        }
        let layer = try LSTM(Weights(values: values), inputs: 2, units: 3, isBidirectional: true)
        var numbers = Numbers(seed: 4)
        let sequence = numbers.tensor(Shape(700, 2))
        let reversed = Tensor((0..<700).reversed().flatMap { sequence[$0].values }, shape: sequence.shape)
        let workspace = Workspace()
        let (straight, back) = (layer(sequence, in: workspace), layer(reversed, in: workspace))
        for step in 0..<700 {
            #expect(relativeError(Array(straight[step].values[3...]), Array(back[699 - step].values[..<3])) < 1e-5)
        }
    }

    @Test func `rows are transformed one by one`() throws {
        var numbers = Numbers(seed: 5)
        let layer = Linear(weight: numbers.tensor(Shape(300, 7)), bias: numbers.tensor(Shape(300)), activation: .silu)
        let input = numbers.tensor(Shape(2000, 7))
        let workspace = Workspace()
        let output = layer(input, in: workspace)
        for row in [0, 671, 672, 1343, 1344, 1999] {
            let alone = layer(input.rows(row..<(row + 1)), in: workspace)
            #expect(relativeError(alone.values, output[row].values) < 1e-5)
        }
    }

    @Test func `a scaled branch is added column by column and scaled row by row`() throws {
        let scale = try LayerScale(weights(["scale": [3]]), channels: 3)
        let factors = scale.scale.values
        let (sum, branch) = (Tensor([1, 2, 3], shape: Shape(1, 3)), Tensor([1, 1, 1], shape: Shape(1, 3)))
        scale.add(branch.matrix, to: sum.matrix)
        #expect(sum.values == [1 + factors[0], 2 + factors[1], 3 + factors[2]])
        let rows = scale(Tensor([1, 2, 1, 2, 1, 2], shape: Shape(3, 2)), in: Workspace())
        #expect(rows.values == factors.flatMap { [$0, 2 * $0] })
    }

    @Test func `an index outside a table ends the process`() async {
        await #expect(processExitsWith: .failure) {
            let weights = Weights(values: ["weight": ([2, 1], [1, 2])])
            _ = try Embedding(weights, count: 2, features: 1)([2], in: Workspace())
        }
    }
}
