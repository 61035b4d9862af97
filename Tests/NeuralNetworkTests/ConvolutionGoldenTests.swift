import NeuralNetwork
import Tensors
import Testing

@Suite struct `Convolutions against PyTorch` {
    private let workspace = Workspace()

    private func expect1D(_ name: String, _ layer: (Weights) throws -> Convolution1D) throws {
        let item = "conv1d." + name
        let layer = try layer(Golden.named(item)["weights"])
        try Golden.expect(layer(Golden.tensor("input", of: item), in: workspace), is: item)
    }

    private func expect2D(
        _ name: String, _ layer: (Weights) throws -> Convolution2D
    ) throws {
        let item = "conv2d." + name
        let layer = try layer(Golden.named(item)["weights"])
        try Golden.expect(layer(Golden.tensor("input", of: item), in: workspace), is: item)
    }

    @Test func `convolutions of signals agree`() throws {
        try expect1D("pointwise") { try Convolution1D($0, inputs: 5, outputs: 7, kernel: 1) }
        try expect1D("strided") { try Convolution1D($0, inputs: 2, outputs: 6, kernel: 8, stride: 4, padding: 2) }
        try expect1D("dilated") { try Convolution1D($0, inputs: 4, outputs: 3, kernel: 3, padding: 4, dilation: 4) }
        try expect1D("grouped") {
            try Convolution1D($0, inputs: 6, outputs: 9, kernel: 5, stride: 2, padding: 1, groups: 3)
        }
        try expect1D("depthwise") {
            try Convolution1D($0, inputs: 8, outputs: 8, kernel: 7, padding: 3, groups: 8, hasBias: false)
        }
        try expect1D("single") { try Convolution1D($0, inputs: 3, outputs: 2, kernel: 3, padding: 1) }
        try expect1D("many") { try Convolution1D($0, inputs: 40, outputs: 12, kernel: 3, stride: 2, padding: 1) }
        try expect1D("few") { try Convolution1D($0, inputs: 24, outputs: 2, kernel: 5, padding: 2) }
    }

    @Test func `convolutions of images agree`() throws {
        try expect2D("pointwise") { try Convolution2D($0, inputs: 6, outputs: 5, kernel: 1) }
        try expect2D("strided") { try Convolution2D($0, inputs: 2, outputs: 6, kernel: 5, stride: 2, padding: 1) }
        try expect2D("dilated") { try Convolution2D($0, inputs: 1, outputs: 2, kernel: 4, dilation: 2) }
        try expect2D("oblong") {
            try Convolution2D(
                $0, inputs: 3, outputs: 4, kernel: Extent(height: 3, width: 5), stride: Extent(height: 2, width: 3),
                padding: EdgePadding(vertical: 0, horizontal: 4), dilation: Extent(height: 2, width: 1))
        }
        try expect2D("grouped") {
            try Convolution2D($0, inputs: 8, outputs: 6, kernel: 3, padding: 1, groups: 2, hasBias: false)
        }
        try expect2D("many") { try Convolution2D($0, inputs: 34, outputs: 9, kernel: 3, padding: 1) }
        try expect2D("manyStrided") {
            try Convolution2D(
                $0, inputs: 32, outputs: 10, kernel: Extent(height: 3, width: 2), stride: 2, padding: 1)
        }
        try expect2D("few") { try Convolution2D($0, inputs: 16, outputs: 3, kernel: 3, padding: 1) }
        try expect2D("single") { try Convolution2D($0, inputs: 3, outputs: 2, kernel: 3, padding: 1) }
        try expect2D("asymmetric") {
            try Convolution2D(
                $0, inputs: 2, outputs: 3, kernel: 4, stride: 2,
                padding: EdgePadding(top: 0, bottom: 3, left: 1, right: 2))
        }
    }

    @Test func `normalisations before and after the activation are folded`() throws {
        try expect2D("folded") {
            try Convolution2D(
                $0["conv"], inputs: 3, outputs: 4, kernel: 3, padding: 1,
                normalisation: BatchNorm($0["norm"], channels: 4), activation: .leakyRelu(slope: 0.2))
        }
        try expect2D("foldedLater") {
            try Convolution2D(
                $0["conv"], inputs: 3, outputs: 4, kernel: 3, padding: 1, activation: .elu,
                laterNormalisation: BatchNorm($0["norm"], channels: 4))
        }
    }

    private func expectTranspose1D(_ name: String, _ layer: (Weights) throws -> ConvolutionTranspose1D) throws {
        let item = "transpose1d." + name
        let layer = try layer(Golden.named(item)["weights"])
        try Golden.expect(layer(Golden.tensor("input", of: item), in: workspace), is: item)
    }

    private func expectTranspose2D(_ name: String, _ layer: (Weights) throws -> ConvolutionTranspose2D) throws {
        let item = "transpose2d." + name
        let layer = try layer(Golden.named(item)["weights"])
        try Golden.expect(layer(Golden.tensor("input", of: item), in: workspace), is: item)
    }

    @Test func `transposed convolutions of signals agree`() throws {
        try expectTranspose1D("strided") {
            try ConvolutionTranspose1D($0, inputs: 6, outputs: 2, kernel: 8, stride: 4)
        }
        try expectTranspose1D("cropped") {
            try ConvolutionTranspose1D(
                $0, inputs: 3, outputs: 5, kernel: 8, stride: 4, cropping: 3, outputPadding: 2)
        }
        try expectTranspose1D("dilated") {
            try ConvolutionTranspose1D($0, inputs: 3, outputs: 2, kernel: 3, stride: 2, cropping: 1, dilation: 3)
        }
        try expectTranspose1D("gaps") {
            try ConvolutionTranspose1D($0, inputs: 2, outputs: 3, kernel: 2, stride: 5, outputPadding: 3)
        }
        try expectTranspose1D("grouped") {
            try ConvolutionTranspose1D($0, inputs: 6, outputs: 4, kernel: 4, stride: 2, groups: 2, hasBias: false)
        }
        try expectTranspose1D("single") {
            try ConvolutionTranspose1D($0, inputs: 4, outputs: 3, kernel: 4, stride: 2, cropping: 1)
        }
    }

    @Test func `transposed convolutions of images agree`() throws {
        try expectTranspose2D("strided") {
            try ConvolutionTranspose2D(
                $0, inputs: 5, outputs: 4, kernel: 5, stride: 2, cropping: 1, outputPadding: 1)
        }
        try expectTranspose2D("one") {
            try ConvolutionTranspose2D(
                $0, inputs: 16, outputs: 1, kernel: 5, stride: 2, cropping: 2, outputPadding: 1)
        }
        try expectTranspose2D("many") {
            try ConvolutionTranspose2D($0, inputs: 33, outputs: 4, kernel: 5, stride: 2, cropping: 2)
        }
        try expectTranspose2D("oblong") {
            try ConvolutionTranspose2D(
                $0, inputs: 4, outputs: 6, kernel: Extent(height: 3, width: 4), stride: Extent(height: 1, width: 3),
                cropping: EdgePadding(vertical: 1, horizontal: 0), groups: 2)
        }
        try expectTranspose2D("dilated") {
            try ConvolutionTranspose2D(
                $0, inputs: 3, outputs: 2, kernel: 3, stride: Extent(height: 3, width: 2), cropping: 2, dilation: 2)
        }
        try expectTranspose2D("folded") {
            try ConvolutionTranspose2D(
                $0["conv"], inputs: 3, outputs: 4, kernel: 5, stride: 2,
                normalisation: BatchNorm($0["norm"], channels: 4), activation: .relu)
        }
        try expectTranspose2D("foldedLater") {
            try ConvolutionTranspose2D(
                $0["conv"], inputs: 3, outputs: 4, kernel: 5, stride: 2, activation: .relu,
                laterNormalisation: BatchNorm($0["norm"], channels: 4))
        }
    }
}
