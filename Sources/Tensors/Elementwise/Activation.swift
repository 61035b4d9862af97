/// Pointwise nonlinearities, applied in place.
public enum Activation: Sendable, Hashable {
    /// The input itself.
    case identity
    /// Gaussian error linear unit, the exact form.
    case gelu
    /// Rectified linear unit.
    case relu
    /// `x` where positive, else `slope * x`.
    case leakyRelu(slope: Float)
    /// Exponential linear unit: `x` where positive, else `e^x - 1`.
    case elu
    /// Logistic function.
    case sigmoid
    /// `x * sigmoid(x)`, also called swish.
    case silu
    /// Hyperbolic tangent.
    case tanh

    /// Applies it to `scale * x + shift`, where every row of `view` has its own `scale` (1 where `nil`) and `shift`.
    ///
    /// Shapes: view [rows, columns], scale and shift [rows].
    public func apply(_ view: MatrixView, rowScale: Tensor? = nil, rowShift: Tensor? = nil) {
        precondition(rowScale.map { $0.count == view.rows } ?? true, "There must be a scale for every row.")
        precondition(rowShift.map { $0.count == view.rows } ?? true, "There must be a shift for every row.")
        for row in 0..<view.rows {
            let start = unsafe view.base + row * view.rowStride
            unsafe apply(
                start, count: view.columns, scale: rowScale.map { unsafe $0.base[row] } ?? 1,
                shift: rowShift.map { unsafe $0.base[row] } ?? 0)
        }
    }

    /// Applies it to `x + shift`, where every column of `view` has its own `shift`: shape [columns].
    public func apply(_ view: MatrixView, columnShift: Tensor) {
        precondition(columnShift.count == view.columns, "There must be a shift for every column.")
        for row in 0..<view.rows {
            let start = unsafe view.base + row * view.rowStride
            let shift = unsafe columnShift.base
            for i in 0..<view.columns { unsafe start[i] += shift[i] }
            if self != .identity { unsafe apply(start, count: view.columns, scale: 1, shift: 0) }
        }
    }

    /// Applies it to every element.
    public func apply(_ tensor: Tensor) {
        if self != .identity { unsafe apply(tensor.base, count: tensor.count, scale: 1, shift: 0) }
    }

    @unsafe private func apply(_ x: UnsafeMutablePointer<Float>, count: Int, scale: Float, shift: Float) {
        switch self {
        case .identity:
            if scale == 1 && shift == 0 { return }
            for i in 0..<count { unsafe x[i] = x[i] * scale + shift }
        case .gelu: for i in 0..<count { unsafe x[i] = gaussianErrorLinearUnit(x[i] * scale + shift) }
        case .relu:
            for i in 0..<count {
                let y = unsafe x[i] * scale + shift
                unsafe x[i] = y < 0 ? 0 : y
            }
        case .leakyRelu(let slope):
            for i in 0..<count {
                let y = unsafe x[i] * scale + shift
                unsafe x[i] = y < 0 ? y * slope : y
            }
        case .elu:
            for i in 0..<count {
                let y = unsafe x[i] * scale + shift
                unsafe x[i] = y < 0 ? exponential(y) - 1 : y
            }
        case .sigmoid: for i in 0..<count { unsafe x[i] = logistic(x[i] * scale + shift) }
        case .silu:
            for i in 0..<count {
                let y = unsafe x[i] * scale + shift
                unsafe x[i] = y * logistic(y)
            }
        case .tanh: for i in 0..<count { unsafe x[i] = hyperbolicTangent(x[i] * scale + shift) }
        }
    }
}
