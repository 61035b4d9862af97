internal import Tensors

/// What is done to a layer's results while they are in cache: a shift per row, an activation, and where wanted a
/// normalisation after it.
struct OutputStage: Sendable {
    /// Shape [rows].
    private let shift: Tensor?
    private let activation: Activation
    /// Shape [rows] each.
    private let after: BatchNorm?

    init(shift: Tensor?, activation: Activation, after: BatchNorm?) {
        self.shift = shift
        self.activation = activation
        self.after = after
    }

    /// The shift of a bias and of a normalisation after it, whose scale is folded into the weights.
    static func shift(_ bias: Tensor?, folding normalisation: BatchNorm?) -> Tensor? {
        guard let normalisation else { return bias }
        let shift = Tensor(normalisation.shift.values, shape: normalisation.shift.shape)
        if let bias {
            let scaled = Tensor(bias.values, shape: bias.shape)
            scaled.multiply(by: normalisation.scale)
            shift.add(scaled)
        }
        return shift
    }

    /// The stage for rows of which every block of `count` is repeated, `copies` times each.
    func repeated(_ copies: Int, every count: Int) -> OutputStage {
        guard copies > 1 else { return self }
        func repeated(_ tensor: Tensor) -> Tensor {
            let values = tensor.values
            let result = stride(from: 0, to: values.count, by: count).flatMap { first in
                (0..<copies).flatMap { _ in values[first..<(first + count)] }
            }
            return Tensor(result, shape: Shape(result.count))
        }
        return OutputStage(
            shift: shift.map(repeated), activation: activation,
            after: after.map { BatchNorm(scale: repeated($0.scale), shift: repeated($0.shift)) })
    }

    /// Shape: view [rows.count, columns], whose rows are those of the whole.
    func apply(_ view: MatrixView, rows: Range<Int>) {
        activation.apply(view, rowShift: shift?.rows(rows))
        if let after {
            Activation.identity.apply(view, rowScale: after.scale.rows(rows), rowShift: after.shift.rows(rows))
        }
    }
}
