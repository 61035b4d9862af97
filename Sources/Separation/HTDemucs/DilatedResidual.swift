internal import NeuralNetwork
internal import Tensors

/// The residual branches of an encoder or decoder layer: convolutions with growing dilation over fewer channels
/// (`DConv`; Défossez, 2021, "Hybrid spectrogram and waveform source separation").
struct DilatedResidual: Sendable {
    /// Columns that are in work at a time, so that they stay in the second-level cache.
    private static let tileLength = 1024

    private struct Branch: Sendable {
        let squeeze: SameConvolution
        let squeezeBias, squeezeWeight, squeezeShift: Tensor
        let expand, expandBias, expandWeight, expandShift: Tensor
        let scale: Tensor
    }

    private let branches: [Branch]
    private let channels: Int
    private let hidden: Int

    init(_ weights: Weights, channels: Int, configuration: HTDemucsConfiguration) throws(WeightsError) {
        self.channels = channels
        hidden = Int(Double(channels) / configuration.residualCompression)
        var branches: [Branch] = []
        for depth in 0..<configuration.residualDepth {
            let layer = weights["layers"][depth]
            let kernel = try layer[0].tensor("weight", Shape(hidden, channels, 3))
            branches.append(
                Branch(
                    squeeze: SameConvolution(taps: kernel.permuted([2, 0, 1]), dilation: 1 << depth),
                    squeezeBias: try layer[0].tensor("bias", Shape(hidden)),
                    squeezeWeight: try layer[1].tensor("weight", Shape(hidden)),
                    squeezeShift: try layer[1].tensor("bias", Shape(hidden)),
                    expand: try layer[3].tensor("weight", Shape(2 * channels, hidden, 1))
                        .reshaped(Shape(2 * channels, hidden)),
                    expandBias: try layer[3].tensor("bias", Shape(2 * channels)),
                    expandWeight: try layer[4].tensor("weight", Shape(2 * channels)),
                    expandShift: try layer[4].tensor("bias", Shape(2 * channels)),
                    scale: try layer[6].tensor("scale", Shape(channels))))
        }
        self.branches = branches
    }

    /// Adds the branches to `signal` in place.
    ///
    /// Shape: signal [channels, samples].
    func apply(to signal: MatrixView, in workspace: Workspace) {
        for branch in branches { workspace.scope { apply(branch, to: signal, in: workspace) } }
    }

    private func apply(_ branch: Branch, to signal: MatrixView, in workspace: Workspace) {
        let samples = signal.columns
        let inner = workspace.tensor(Shape(hidden, samples))
        branch.squeeze.apply(signal, columns: 0..<samples, into: inner.matrix)
        normalise(
            inner.matrix, bias: branch.squeezeBias, weight: branch.squeezeWeight, shift: branch.squeezeShift,
            in: workspace)

        // The statistics are of the whole signal: where it does not fit a tile, the cheap product is made twice.
        let tiles = stride(from: 0, to: samples, by: Self.tileLength).map {
            $0..<min($0 + Self.tileLength, samples)
        }
        let expanded = workspace.tensor(Shape(2 * channels, min(samples, Self.tileLength)))
        func product(_ tile: Range<Int>) -> MatrixView {
            let view = MatrixView(
                expanded, rows: 2 * channels, columns: tile.count, rowStride: expanded.shape[1])
            MatrixProduct.multiply(branch.expand.matrix, inner.matrix.columns(tile), into: view)
            return view
        }
        var moments = Moments()
        for tile in tiles { moments.add(product(tile), rowShift: branch.expandBias) }
        let (scale, shift) = (workspace.tensor(Shape(2 * channels)), workspace.tensor(Shape(2 * channels)))
        Normalisation.rowAffine(
            moments, epsilon: 1e-5, weight: branch.expandWeight, bias: branch.expandShift,
            rowShift: branch.expandBias, scale: scale, shift: shift)
        for tile in tiles {
            let view =
                tiles.count > 1
                ? product(tile)
                : MatrixView(expanded, rows: 2 * channels, columns: tile.count, rowStride: expanded.shape[1])
            GatedLinearUnit.add(
                view, rowScale: scale, rowShift: shift, weight: branch.scale, to: signal.columns(tile))
        }
    }

    private func normalise(
        _ view: MatrixView, bias: Tensor, weight: Tensor, shift: Tensor, in workspace: Workspace
    ) {
        var moments = Moments()
        moments.add(view, rowShift: bias)
        let (rowScale, rowShift) = (workspace.tensor(Shape(hidden)), workspace.tensor(Shape(hidden)))
        Normalisation.rowAffine(
            moments, epsilon: 1e-5, weight: weight, bias: shift, rowShift: bias, scale: rowScale, shift: rowShift)
        Activation.gelu.apply(view, rowScale: rowScale, rowShift: rowShift)
    }
}
