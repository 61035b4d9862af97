internal import Tensors

/// The heart of every convolution: a sum over a kernel's taps of products of a matrix of weights with what the tap sees.
///
/// One set of rows gives the outputs; of a transposed convolution it is one set for each phase of the stride, and a tap
/// gives to some of them only.
struct TapProducts: Sendable {
    /// A place in the kernel: the plane that it looks at, and from which row and column on.
    struct Tap: Sendable, Hashable {
        var plane, row, column: Int
    }

    /// How the sum is computed; which is fastest depends on the extents.
    enum Method {
        /// A product for every tap on its window in place: many channels.
        case windows
        /// One product with all windows gathered: few channels, whose products would be too thin.
        case columns
        /// One product with what all taps see together, whose rows are then shifted and added: few outputs.
        case sums
        /// Plain loops: few channels and few outputs.
        case loops
    }

    private struct Product: Sendable {
        var tap: Int
        var rows: Range<Int>
        /// Whether earlier products have given to these rows.
        var adds: Bool
    }

    let taps: [Tap]
    /// Rows of the result, and channels of the input, of one group.
    let rows, channels: Int
    /// Shape [groups * rows, taps * channels].
    private let weight: Tensor
    private let products: [Product]
    /// The weights of the products, one below the other, for `.sums`: shape [groups, rows of all products, channels].
    private let stacked: Tensor?
    private let unreached: [Range<Int>]
    /// Whether every tap gives to every row.
    private let isDense: Bool

    /// - Parameters:
    ///   - runs: the rows that each tap gives to; `nil`: all to all.
    ///   - weight: shape [groups * rows, taps * channels]; zero where a tap does not give to a row.
    init(taps: [Tap], runs: [[Range<Int>]]? = nil, rows: Int, channels: Int, weight: Tensor) {
        precondition(weight.shape.rank == 2 && weight.shape[1] == taps.count * channels, "The weights do not fit.")
        self.taps = taps
        self.rows = rows
        self.channels = channels
        self.weight = weight
        var reached = [Bool](repeating: false, count: rows)
        var products: [Product] = []
        for tap in taps.indices {
            for run in runs?[tap] ?? [0..<rows] {
                for part in Self.runs(of: run.map { reached[$0] }) {
                    let part = (run.lowerBound + part.lowerBound)..<(run.lowerBound + part.upperBound)
                    products.append(Product(tap: tap, rows: part, adds: reached[part.lowerBound]))
                }
                for row in run { reached[row] = true }
            }
        }
        self.products = products
        isDense = products.reduce(0) { $0 + $1.rows.count } == rows * taps.count
        unreached = Self.runs(of: reached).filter { !reached[$0.lowerBound] }
        // Whether it will be chosen depends on the channels and rows only.
        stacked =
            Self.prefersSums(rows: rows, channels: channels, taps: taps)
            ? Self.stack(weight, products, rows: rows, channels: channels) : nil
    }

    /// The runs of equal elements.
    static func runs(of values: [Bool]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        for (i, value) in values.enumerated() {
            if let last = result.last, values[last.lowerBound] == value {
                result[result.count - 1] = last.lowerBound..<(i + 1)
            } else {
                result.append(i..<(i + 1))
            }
        }
        return result
    }

    private static func prefersSums(rows: Int, channels: Int, taps: [Tap]) -> Bool {
        rows <= 8 && channels >= 8 && taps.count > 1 && Set(taps.map(\.plane)).count == 1
    }

    private static func stack(_ weight: Tensor, _ products: [Product], rows: Int, channels: Int) -> Tensor {
        let groups = weight.shape[0] / rows
        let all = products.reduce(0) { $0 + $1.rows.count }
        let result = Tensor(zeros: Shape(groups, all, channels))
        for group in 0..<groups {
            let source = weight.rows((group * rows)..<((group + 1) * rows)).matrix
            var first = 0
            for product in products {
                let target = result[group].rows(first..<(first + product.rows.count)).matrix
                target.copy(from: source.rows(product.rows).columns(columns(of: product.tap, channels: channels)))
                first += product.rows.count
            }
        }
        return result
    }

    private static func columns(of tap: Int, channels: Int) -> Range<Int> {
        (tap * channels)..<((tap + 1) * channels)
    }

    /// The method for windows of `width` columns.
    func method(width: Int) -> Method {
        if rows <= 4 && channels * taps.count <= 128 { return .loops }
        if stacked != nil { return .sums }
        guard taps.count > 1 else { return .windows }
        // Between the rows of narrow windows there is much that is multiplied for nothing, as there is in one product
        // where not every tap gives to every row.
        return channels < 16 || (width < 24 && isDense) ? .columns : .windows
    }

    /// Positions that are worked on at a time: enough for the products' speed, few enough that they stay in cache.
    func blockLength(_ method: Method, of windows: TapWindows) -> Int {
        let height = method == .columns ? rows + taps.count * channels : rows + channels
        let length = min(4096, max(512, (160 * 1024 / height) & ~15))
        guard method == .sums else { return length }
        // Where the taps lie far apart, what they see beyond a block's ends must not be most of the work.
        return max(length, 4 * ((windows.offsets.max() ?? 0) - (windows.offsets.min() ?? 0)))
    }

    /// Writes the sums at some positions: of the method's kind, flat for `.windows` and `.sums` (`y * pitch + x`), useful
    /// ones only for the others (`y * width + x`).
    ///
    /// Shape: block [rows, positions.count].
    func apply(
        group: Int, _ windows: TapWindows, positions: Range<Int>, method: Method, into block: MatrixView,
        in workspace: Workspace
    ) {
        let weight = weight.rows((group * rows)..<((group + 1) * rows)).matrix
        switch method {
        case .windows:
            for range in unreached { block.rows(range).fill(0) }
            for product in products {
                MatrixProduct.multiply(
                    weight.rows(product.rows).columns(Self.columns(of: product.tap, channels: channels)),
                    windows.window(tap: product.tap, positions: positions), into: block.rows(product.rows),
                    keep: product.adds ? 1 : 0)
            }
        case .columns:
            workspace.scope {
                let columns = workspace.tensor(Shape(taps.count * channels, positions.count)).matrix
                windows.gather(positions, into: columns)
                MatrixProduct.multiply(weight, columns, into: block)
            }
        case .sums: addUp(group: group, windows, positions: positions, into: block, in: workspace)
        case .loops: windows.convolve(positions, by: weight, into: block)
        }
    }

    private func addUp(
        group: Int, _ windows: TapWindows, positions: Range<Int>, into block: MatrixView, in workspace: Workspace
    ) {
        guard let stacked else { preconditionFailure("The weights were not stacked.") }
        let first = windows.offsets.min() ?? 0
        workspace.scope {
            let seen = windows.union(positions: positions)
            let all = workspace.tensor(Shape(stacked.shape[1], seen.columns)).matrix
            MatrixProduct.multiply(stacked[group].matrix, seen, into: all)
            for range in unreached { block.rows(range).fill(0) }
            var row = 0
            for product in products {
                let start = windows.offsets[product.tap] - first
                let part = all.rows(row..<(row + product.rows.count)).columns(start..<(start + positions.count))
                let target = block.rows(product.rows)
                if product.adds { target.add(part) } else { target.copy(from: part) }
                row += product.rows.count
            }
        }
    }
}
