public import Tensors

/// A convolution of images, one at a time (PyTorch's `Conv2d`).
///
/// With a stride the padded image is taken apart into the phases that its taps look at, so that every tap's window is a
/// dense matrix; how the products are then formed depends on the extents (`TapProducts`).
public struct Convolution2D: Sendable {
    /// Channels of the input and of the output.
    public let inputs, outputs: Int
    private let kernel, stride, dilation: Extent
    private let padding: EdgePadding
    private let groups: Int
    private let phases: [Extent]
    private let products: TapProducts
    private let stage: OutputStage

    /// Reads "weight" [outputs, inputs / groups, kernel height, kernel width], and "bias" [outputs] where `hasBias`.
    ///
    /// - Parameters:
    ///   - padding: zeros that are put around the image.
    ///   - normalisation: a normalisation that follows; it is folded into the weights.
    ///   - activation: what is done to the result after that.
    ///   - laterNormalisation: a normalisation that follows the activation.
    /// - Throws: `WeightsError`.
    public init(
        _ weights: Weights, inputs: Int, outputs: Int, kernel: Extent, stride: Extent = 1, padding: EdgePadding = 0,
        dilation: Extent = 1, groups: Int = 1, hasBias: Bool = true, normalisation: BatchNorm? = nil,
        activation: Activation = .identity, laterNormalisation: BatchNorm? = nil
    ) throws(WeightsError) {
        precondition(inputs > 0 && outputs > 0 && groups > 0 && inputs % groups == 0 && outputs % groups == 0)
        precondition(kernel.height > 0 && kernel.width > 0 && stride.height > 0 && stride.width > 0)
        precondition(dilation.height > 0 && dilation.width > 0)
        let channels = inputs / groups
        let stored = try weights.tensor("weight", Shape(outputs, channels, kernel.height, kernel.width))
        let bias = hasBias ? try weights.tensor("bias", Shape(outputs)) : nil
        self.init(
            weight: stored, bias: bias, inputs: inputs, stride: stride, padding: padding, dilation: dilation,
            groups: groups, normalisation: normalisation, activation: activation,
            laterNormalisation: laterNormalisation)
    }

    /// A convolution with given weights; shapes and parameters as of the other initialiser.
    public init(
        weight: Tensor, bias: Tensor?, inputs: Int, stride: Extent = 1, padding: EdgePadding = 0, dilation: Extent = 1,
        groups: Int = 1, normalisation: BatchNorm? = nil, activation: Activation = .identity,
        laterNormalisation: BatchNorm? = nil
    ) {
        precondition(weight.shape.rank == 4 && weight.shape[1] * groups == inputs, "The weights do not fit.")
        let outputs = weight.shape[0]
        precondition(outputs % groups == 0, "The outputs do not divide into the groups.")
        precondition(padding.top >= 0 && padding.bottom >= 0 && padding.left >= 0 && padding.right >= 0)
        let kernel = Extent(height: weight.shape[2], width: weight.shape[3])
        self.inputs = inputs
        self.outputs = outputs
        self.kernel = kernel
        self.stride = stride
        self.padding = padding
        self.dilation = dilation
        self.groups = groups
        var phases: [Extent] = []
        var taps: [TapProducts.Tap] = []
        for y in 0..<kernel.height {
            for x in 0..<kernel.width {
                let place = Extent(height: y * dilation.height, width: x * dilation.width)
                let phase = Extent(height: place.height % stride.height, width: place.width % stride.width)
                if !phases.contains(phase) { phases.append(phase) }
                taps.append(
                    TapProducts.Tap(
                        plane: phases.firstIndex(of: phase) ?? 0, row: place.height / stride.height,
                        column: place.width / stride.width))
            }
        }
        self.phases = phases
        let rows = weight.permuted([0, 2, 3, 1]).reshaped(Shape(outputs, taps.count * weight.shape[1]))
        if let normalisation { rows.matrix.scale(rowFactor: normalisation.scale) }
        products = TapProducts(taps: taps, rows: outputs / groups, channels: weight.shape[1], weight: rows)
        stage = OutputStage(
            shift: OutputStage.shift(bias, folding: normalisation), activation: activation, after: laterNormalisation)
    }

    /// The extents of the output for an input of these extents; 0 where the kernel does not fit into it.
    public func outputExtent(_ input: Extent) -> Extent {
        func count(_ extent: Int, _ padding: Int, _ kernel: Int, _ dilation: Int, _ stride: Int) -> Int {
            let free = extent + padding - dilation * (kernel - 1) - 1
            return free < 0 ? 0 : free / stride + 1
        }
        return Extent(
            height: count(
                input.height, padding.top + padding.bottom, kernel.height, dilation.height, stride.height),
            width: count(input.width, padding.left + padding.right, kernel.width, dilation.width, stride.width))
    }

    /// The output in a tensor of the workspace: from [inputs, height, width] to [outputs, ...].
    public func callAsFunction(_ input: Tensor, in workspace: Workspace) -> Tensor {
        let extent = outputExtent(Extent(height: input.shape[1], width: input.shape[2]))
        let output = workspace.tensor(Shape(outputs, extent.height, extent.width))
        apply(input, into: output, in: workspace)
        return output
    }

    /// The same into `output`, which must not be the input.
    public func apply(_ input: Tensor, into output: Tensor, in workspace: Workspace) {
        precondition(input.shape.rank == 3 && input.shape[0] == inputs, "The input is \(input.shape).")
        let extent = outputExtent(Extent(height: input.shape[1], width: input.shape[2]))
        precondition(
            output.shape == Shape(outputs, extent.height, extent.width),
            "The output is \(output.shape), where \(outputs) x \(extent.height) x \(extent.width) is needed.")
        guard output.count > 0 else { return }
        workspace.scope {
            let planes = planes(of: input, for: extent, in: workspace)
            for group in 0..<groups { convolve(planes, group: group, into: output, in: workspace) }
        }
    }

    /// The phases of the padded image: shape [phases, inputs, rows, columns].
    private func planes(of input: Tensor, for extent: Extent, in workspace: Workspace) -> Tensor {
        if stride == 1, padding.isNone {
            return input.reshaped(Shape(1, inputs, input.shape[1], input.shape[2]))
        }
        let rows = extent.height + dilation.height * (kernel.height - 1) / stride.height
        let columns = extent.width + dilation.width * (kernel.width - 1) / stride.width
        let planes = workspace.tensor(Shape(phases.count, inputs, rows, columns))
        for (index, phase) in phases.enumerated() {
            ImagePhases.split(
                input, verticalStride: stride.height, horizontalStride: stride.width,
                firstRow: phase.height - padding.top, firstColumn: phase.width - padding.left, into: planes[index])
        }
        return planes
    }

    private func convolve(_ planes: Tensor, group: Int, into output: Tensor, in workspace: Workspace) {
        let (height, width) = (output.shape[1], output.shape[2])
        let (pitch, plane) = (planes.shape[3], planes.shape[2] * planes.shape[3])
        let windows = TapWindows(
            planes, channels: products.channels, channelStride: plane, pitch: pitch, height: height, width: width,
            offsets: products.taps.map {
                ($0.plane * inputs + group * products.channels) * plane + $0.row * pitch + $0.column
            })
        let rows = (group * products.rows)..<((group + 1) * products.rows)
        let target = output.rows(rows)
        let method = products.method(width: width)
        let isFlat = (method == .windows || method == .sums) && pitch != width
        let count = isFlat ? windows.flatCount : height * width
        let length = min(count, products.blockLength(method, of: windows))
        workspace.scope {
            let block = workspace.tensor(Shape(products.rows, isFlat ? length : 0))
            for start in Swift.stride(from: 0, to: count, by: length) {
                let positions = start..<min(start + length, count)
                // Where no position is useless, the products go straight to their place.
                let view =
                    isFlat
                    ? MatrixView(block, rows: products.rows, columns: positions.count, rowStride: length)
                    : MatrixView(
                        target, offset: start, rows: products.rows, columns: positions.count,
                        rowStride: height * width)
                products.apply(
                    group: group, windows, positions: positions, method: method, into: view, in: workspace)
                stage.apply(view, rows: rows)
                if isFlat {
                    ImagePhases.merge(view, positions: positions, pitch: pitch, width: width, into: target)
                }
            }
        }
    }
}
