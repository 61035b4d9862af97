public import Tensors

/// A transposed convolution of images, one at a time (PyTorch's `ConvTranspose2d`): the adjoint of a strided one.
///
/// Every phase of the output under the stride is a convolution of its own without a stride; they share their products
/// where their taps see the same.
public struct ConvolutionTranspose2D: Sendable {
    /// Channels of the input and of the output.
    public let inputs, outputs: Int
    private let vertical, horizontal: TransposedAxis
    private let groups: Int
    /// The order of the output's phases within the products' rows.
    private let phases: [Extent]
    private let products: TapProducts
    private let stage: OutputStage

    /// Reads "weight" [inputs, outputs / groups, kernel height, kernel width], and "bias" [outputs] where `hasBias`.
    ///
    /// - Parameters:
    ///   - cropping: rows and columns of the whole result that are cut off (PyTorch's `padding`, also asymmetric).
    ///   - outputPadding: rows and columns that are added at the bottom and right (PyTorch's `output_padding`).
    ///   - normalisation: a normalisation that follows; it is folded into the weights.
    ///   - activation: what is done to the result after that.
    ///   - laterNormalisation: a normalisation that follows the activation.
    /// - Throws: `WeightsError`.
    public init(
        _ weights: Weights, inputs: Int, outputs: Int, kernel: Extent, stride: Extent = 1, cropping: EdgePadding = 0,
        outputPadding: Extent = 0, dilation: Extent = 1, groups: Int = 1, hasBias: Bool = true,
        normalisation: BatchNorm? = nil, activation: Activation = .identity, laterNormalisation: BatchNorm? = nil
    ) throws(WeightsError) {
        precondition(groups > 0 && outputs % groups == 0, "The outputs do not divide into the groups.")
        self.init(
            weight: try weights.tensor("weight", Shape(inputs, outputs / groups, kernel.height, kernel.width)),
            bias: hasBias ? try weights.tensor("bias", Shape(outputs)) : nil, outputs: outputs, stride: stride,
            cropping: cropping, outputPadding: outputPadding, dilation: dilation, groups: groups,
            normalisation: normalisation, activation: activation, laterNormalisation: laterNormalisation)
    }

    /// A transposed convolution with given weights; shapes and parameters as of the other initialiser.
    public init(
        weight: Tensor, bias: Tensor?, outputs: Int, stride: Extent = 1, cropping: EdgePadding = 0,
        outputPadding: Extent = 0, dilation: Extent = 1, groups: Int = 1, normalisation: BatchNorm? = nil,
        activation: Activation = .identity, laterNormalisation: BatchNorm? = nil
    ) {
        precondition(weight.shape.rank == 4 && weight.shape[1] * groups == outputs, "The weights do not fit.")
        precondition(weight.shape[0] % groups == 0, "The inputs do not divide into the groups.")
        inputs = weight.shape[0]
        self.outputs = outputs
        self.groups = groups
        vertical = TransposedAxis(
            kernel: weight.shape[2], stride: stride.height, dilation: dilation.height,
            cropping: EndPadding(before: cropping.top, after: cropping.bottom), outputPadding: outputPadding.height)
        horizontal = TransposedAxis(
            kernel: weight.shape[3], stride: stride.width, dilation: dilation.width,
            cropping: EndPadding(before: cropping.left, after: cropping.right), outputPadding: outputPadding.width)
        // In this order the phases that share a tap's window are neighbours, for a stride of two in any case.
        var phases: [Extent] = []
        for y in 0..<stride.height {
            for x in 0..<stride.width {
                phases.append(Extent(height: y, width: y % 2 == 0 ? stride.width - 1 - x : x))
            }
        }
        self.phases = phases
        products = Self.products(
            weight, phases: phases, vertical: vertical, horizontal: horizontal, groups: groups,
            scale: normalisation?.scale.values)
        stage = OutputStage(
            shift: OutputStage.shift(bias, folding: normalisation), activation: activation, after: laterNormalisation
        ).repeated(phases.count, every: outputs / groups)
    }

    /// The extents of the output for an input of these extents.
    public func outputExtent(_ input: Extent) -> Extent {
        Extent(height: vertical.outputLength(input.height), width: horizontal.outputLength(input.width))
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
        let (rows, columns) = (vertical.positions(extent.height), horizontal.positions(extent.width))
        workspace.scope {
            let planes = workspace.tensor(
                Shape(inputs, rows.count + vertical.largestShift, columns.count + horizontal.largestShift))
            ImagePhases.split(
                input, firstRow: rows.lowerBound - vertical.largestShift,
                firstColumn: columns.lowerBound - horizontal.largestShift, into: planes)
            for group in 0..<groups {
                convolve(planes, group: group, rows: rows, columns: columns, into: output, in: workspace)
            }
        }
    }

    private func convolve(
        _ planes: Tensor, group: Int, rows: Range<Int>, columns: Range<Int>, into output: Tensor,
        in workspace: Workspace
    ) {
        let (pitch, plane) = (planes.shape[2], planes.shape[1] * planes.shape[2])
        let windows = TapWindows(
            planes, channels: products.channels, channelStride: plane, pitch: pitch, height: rows.count,
            width: columns.count,
            offsets: products.taps.map { group * products.channels * plane + $0.row * pitch + $0.column })
        let method = products.method(width: columns.count)
        let isFlat = method == .windows || method == .sums
        let count = isFlat ? windows.flatCount : rows.count * columns.count
        let length = min(count, products.blockLength(method, of: windows))
        let share = outputs / groups
        let target = output.rows((group * share)..<((group + 1) * share))
        workspace.scope {
            let block = workspace.tensor(Shape(products.rows, length))
            for start in stride(from: 0, to: count, by: length) {
                let positions = start..<min(start + length, count)
                let view = MatrixView(block, rows: products.rows, columns: positions.count, rowStride: length)
                products.apply(
                    group: group, windows, positions: positions, method: method, into: view, in: workspace)
                stage.apply(view, rows: (group * products.rows)..<((group + 1) * products.rows))
                for (index, phase) in phases.enumerated() {
                    ImagePhases.merge(
                        view.rows((index * share)..<((index + 1) * share)), positions: positions,
                        pitch: isFlat ? pitch : columns.count, width: columns.count,
                        verticalStride: vertical.stride, horizontalStride: horizontal.stride,
                        firstRow: vertical.first(rows, phase: phase.height),
                        firstColumn: horizontal.first(columns, phase: phase.width), into: target)
                }
            }
        }
    }
}
