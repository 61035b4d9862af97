/// A transposed two-dimensional convolution of 5 x 5 taps and stride 2, of whose output one row and column before the
/// image and two after it are cut off ("same" padding): the image becomes twice as high and wide.
///
/// The even and odd rows and columns of the output are convolutions of their own with three taps or two each way (Shi
/// et al., 2016). Those that meet the same pixel are one product, so that the whole is a sum of nine products on memory
/// as it lies.
public struct DoublingConvolution: Sendable {
    /// Channels of the input.
    public let inputs: Int
    /// Channels of the output.
    public let outputs: Int

    /// The order of the phases in a block: a product for the odd columns, the odd rows, or both, gives neighbours.
    private static let phases: [(isOddRow: Bool, isOddColumn: Bool)] = [
        (false, true), (true, true), (true, false), (false, false),
    ]

    private struct Part: Sendable {
        let phases: Range<Int>
        let down: Int
        let right: Int
        /// Shape [phases * outputs, inputs].
        let weights: Tensor
    }

    private let parts: [Part]
    /// All parts' weights below each other, where the nine products would have few rows: shape [25 * outputs, inputs].
    private let joined: Tensor?

    /// - Parameter weights: shape [inputs, outputs, 5, 5], rows before columns.
    public init(weights: Tensor) {
        let (inputs, outputs) = (weights.shape[0], weights.shape[1])
        precondition(weights.shape == Shape(inputs, outputs, 5, 5), "The kernel has 5 x 5 taps.")
        self.inputs = inputs
        self.outputs = outputs
        var parts: [Part] = []
        for down in -1...1 {
            for right in -1...1 {
                let phases =
                    switch (down < 1, right < 1) {
                    case (true, true): 0..<4
                    case (true, false): 0..<2
                    case (false, true): 1..<3
                    case (false, false): 1..<2
                    }
                let matrix = Tensor(zeros: Shape(phases.count * outputs, inputs))
                for (i, phase) in phases.enumerated() {
                    let (isOddRow, isOddColumn) = Self.phases[phase]
                    let tap = (1 - 2 * down + (isOddRow ? 1 : 0)) * 5 + 1 - 2 * right + (isOddColumn ? 1 : 0)
                    for output in 0..<outputs {
                        let row = unsafe matrix.base + (i * outputs + output) * inputs
                        let source = unsafe weights.base + output * 25 + tap
                        for input in 0..<inputs { unsafe row[input] = source[25 * outputs * input] }
                    }
                }
                parts.append(Part(phases: phases, down: down, right: right, weights: matrix))
            }
        }
        self.parts = parts
        guard outputs < 8 else { joined = nil; return }
        let joined = Tensor(zeros: Shape(25 * outputs, inputs))
        var row = 0
        for part in parts {
            joined.rows(row..<(row + part.weights.shape[0])).copy(from: part.weights)
            row += part.weights.shape[0]
        }
        self.joined = joined
    }

    /// How many rows of the input make a block whose memory, input and output, stays in the second-level cache.
    public func blockRows(of planes: PaddedPlanes) -> Int {
        let rowCount = (inputs + (joined == nil ? 4 : 29) * outputs) * planes.pitch
        return ProductBlock.rows(rowCount: rowCount, limit: planes.rows)
    }

    /// The output of some rows of the input, by phase.
    ///
    /// - Parameters:
    ///   - planes: with a border of 1.
    ///   - block: shape [4 * outputs, rows * (columns + 1)]: after each row an element without meaning.
    public func apply(_ planes: PaddedPlanes, rows: Range<Int>, into block: MatrixView, in workspace: Workspace) {
        precondition(planes.channels == inputs, "The image has \(planes.channels) channels, not \(inputs).")
        precondition(planes.border == 1, "The image needs a border of 1.")
        precondition(rows.lowerBound >= 0 && rows.upperBound <= planes.rows, "Rows \(rows) are outside the image.")
        if let joined {
            applyJoined(joined, planes, rows: rows, into: block, in: workspace)
            return
        }
        for (i, part) in parts.enumerated() {
            let range = (part.phases.lowerBound * outputs)..<(part.phases.upperBound * outputs)
            MatrixProduct.multiply(
                part.weights.matrix, planes.window(down: part.down, right: part.right, rows: rows),
                into: block.rows(range), keep: i == 0 ? 0 : 1)
        }
    }

    /// One product with all taps, whose results are then added up where they belong.
    private func applyJoined(
        _ weights: Tensor, _ planes: PaddedPlanes, rows: Range<Int>, into block: MatrixView, in workspace: Workspace
    ) {
        workspace.scope {
            // From the pixel above and to the left of the block's first to the one below and to the right of its last.
            let count = (rows.count + 2) * planes.pitch + 2
            let pixels = planes.stretch(down: -1, right: -1, row: rows.lowerBound, count: count)
            let products = workspace.tensor(Shape(25 * outputs, pixels.columns)).matrix
            // Small products are done without preparing their factors.
            let width = max(16, 1_040_000 / (25 * outputs * inputs) & ~15)
            for first in stride(from: 0, to: pixels.columns, by: width) {
                let columns = first..<min(first + width, pixels.columns)
                MatrixProduct.multiply(weights.matrix, pixels.columns(columns), into: products.columns(columns))
            }
            block.fill(0)
            var row = 0
            for part in parts {
                let first = (part.down + 1) * planes.pitch + part.right + 1
                let range = (part.phases.lowerBound * outputs)..<(part.phases.upperBound * outputs)
                block.rows(range).add(
                    products.rows(row..<(row + range.count)).columns(first..<(first + block.columns)))
                row += range.count
            }
        }
    }

    /// Puts the phases of a block together: `scale * value + shift` by channel.
    ///
    /// - Parameters:
    ///   - block: as `apply` gives it, shape [4 * outputs, rows * (columns + 1)].
    ///   - rows: the input's rows that it is of.
    ///   - scale: shape [outputs].
    ///   - shift: shape [outputs].
    ///   - planes: twice as high and wide as the input.
    ///   - firstChannel: the channel of `planes` that the first output becomes.
    public func join(
        _ block: MatrixView, rows: Range<Int>, scale: Tensor, shift: Tensor, into planes: PaddedPlanes,
        firstChannel: Int
    ) {
        let width = planes.columns / 2
        precondition(scale.count == outputs && shift.count == outputs, "There must be a scale for every channel.")
        precondition(block.rows == 4 * outputs && block.columns == rows.count * (width + 1), "The block does not fit.")
        for output in 0..<outputs {
            let view = planes.view(
                channel: firstChannel + output, rows: (2 * rows.lowerBound)..<(2 * rows.upperBound))
            let (factor, addend) = unsafe (scale.base[output], shift.base[output])
            for row in 0..<rows.count {
                // By `phases`: the even row's even and odd columns, then the odd row's.
                for (target, even, odd) in [(2 * row, 3, 0), (2 * row + 1, 2, 1)] {
                    let y = unsafe view.base + target * view.rowStride
                    let a = unsafe block.base + (even * outputs + output) * block.rowStride + row * (width + 1)
                    let b = unsafe block.base + (odd * outputs + output) * block.rowStride + row * (width + 1)
                    for j in 0..<width {
                        unsafe y[2 * j] = a[j] * factor + addend
                        unsafe y[2 * j + 1] = b[j] * factor + addend
                    }
                }
            }
        }
    }
}
