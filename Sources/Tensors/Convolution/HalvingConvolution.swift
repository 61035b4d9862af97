/// A two-dimensional convolution of 5 x 5 taps and stride 2, with one row and column of zeros before the image and two
/// after it ("same" padding), without a shift.
///
/// Taps whose pixels lie at the same distance in different phases of the image are one product, so that the whole is a
/// sum of nine products on memory as it lies; only where there are very few channels are pixels copied first.
public struct HalvingConvolution: Sendable {
    /// Channels of the input.
    public let inputs: Int
    /// Channels of the output.
    public let outputs: Int

    private struct Part: Sendable {
        let phases: Range<Int>
        let down: Int
        let right: Int
        /// Shape [outputs, phases * inputs].
        let weights: Tensor
    }

    private let parts: [Part]
    /// All parts' weights next to each other, where the sums of the nine products would be short: shape
    /// [outputs, 25 * inputs].
    private let joined: Tensor?

    /// - Parameter weights: shape [outputs, inputs, 5, 5], rows before columns.
    public init(weights: Tensor) {
        let (outputs, inputs) = (weights.shape[0], weights.shape[1])
        precondition(weights.shape == Shape(outputs, inputs, 5, 5), "The kernel has 5 x 5 taps.")
        self.inputs = inputs
        self.outputs = outputs
        var parts: [Part] = []
        for down in 0..<3 {
            for right in 0..<3 {
                let phases =
                    switch (down < 2, right < 2) {
                    case (true, true): 0..<4
                    case (true, false): 0..<2
                    case (false, true): 1..<3
                    case (false, false): 1..<2
                    }
                let matrix = Tensor(zeros: Shape(outputs, phases.count * inputs))
                for (i, phase) in phases.enumerated() {
                    let (isOddRow, isOddColumn) = PolyphasePlanes.phases[phase]
                    let tap = (2 * down + (isOddRow ? 1 : 0)) * 5 + 2 * right + (isOddColumn ? 1 : 0)
                    for output in 0..<outputs {
                        let row = unsafe matrix.base + output * phases.count * inputs + i * inputs
                        let source = unsafe weights.base + output * inputs * 25 + tap
                        for input in 0..<inputs { unsafe row[input] = source[25 * input] }
                    }
                }
                parts.append(Part(phases: phases, down: down, right: right, weights: matrix))
            }
        }
        self.parts = parts
        guard inputs < 8 else { joined = nil; return }
        let joined = Tensor(zeros: Shape(outputs, 25 * inputs))
        var column = 0
        for part in parts {
            let width = part.weights.shape[1]
            joined.matrix.columns(column..<(column + width)).copy(from: part.weights.matrix)
            column += width
        }
        self.joined = joined
    }

    /// How many rows of the output make a block whose memory, input and output, stays in the second-level cache.
    public func blockRows(of planes: PolyphasePlanes) -> Int {
        // Small products are done without preparing their factors.
        if joined != nil { return max(1, min(planes.rows, 1_040_000 / (25 * inputs * outputs * planes.pitch))) }
        return ProductBlock.rows(rowCount: (4 * inputs + outputs) * planes.pitch, limit: planes.rows)
    }

    /// Some rows of the output.
    ///
    /// - Parameter block: shape [outputs, rows * (columns + 1)]: after each row an element without meaning.
    public func apply(
        _ planes: PolyphasePlanes, rows: Range<Int>, into block: MatrixView, in workspace: Workspace
    ) {
        precondition(planes.channels == inputs, "The image has \(planes.channels) channels, not \(inputs).")
        precondition(rows.lowerBound >= 0 && rows.upperBound <= planes.rows, "Rows \(rows) are outside the output.")
        if let joined {
            applyJoined(joined, planes, rows: rows, into: block, in: workspace)
            return
        }
        for (i, part) in parts.enumerated() {
            MatrixProduct.multiply(
                part.weights.matrix,
                planes.window(phases: part.phases, down: part.down, right: part.right, rows: rows), into: block,
                keep: i == 0 ? 0 : 1)
        }
    }

    /// One product with all taps' pixels, which are copied.
    private func applyJoined(
        _ weights: Tensor, _ planes: PolyphasePlanes, rows: Range<Int>, into block: MatrixView, in workspace: Workspace
    ) {
        workspace.scope {
            let columns = workspace.tensor(Shape(25 * inputs, block.columns)).matrix
            var row = 0
            for part in parts {
                let window = planes.window(phases: part.phases, down: part.down, right: part.right, rows: rows)
                columns.rows(row..<(row + window.rows)).copy(from: window)
                row += window.rows
            }
            MatrixProduct.multiply(weights.matrix, columns, into: block)
        }
    }
}

/// The division of a large product into blocks.
enum ProductBlock {
    /// Elements of input and output together that stay in a second-level cache of 1 MB beside the weights.
    private static let elementCount = 160_000

    /// Rows of a block, at least one, where a row of input and output has `rowCount` elements.
    static func rows(rowCount: Int, limit: Int) -> Int { max(1, min(limit, elementCount / rowCount)) }
}
