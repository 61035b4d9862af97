/// Symmetric positive semi-definite systems, factored once for many right-hand sides (Cholesky; Golub & Van Loan,
/// Matrix Computations, section 4.2).
struct NormalEquations {
    private let order: Int
    /// Lower triangle, row by row, each row as long as its number.
    private var rows: [[Double]] = []

    /// Factors the matrix whose entry (row, column), for columns up to the row, `entry` gives.
    init(order: Int, entry: (Int, Int) -> Double) {
        self.order = order
        rows.reserveCapacity(order)
        // A pivot of nothing but rounding marks a signal that the others make up already: it gets no filter.
        let rounding = 1e-13
        for i in 0..<order {
            var row = [Double](repeating: 0, count: i + 1)
            for j in 0..<i {
                let pivot = rows[j][j]
                if pivot > 0 { row[j] = (entry(i, j) - Self.product(row, rows[j], count: j)) / pivot }
            }
            let energy = entry(i, i)
            let pivot = energy - Self.product(row, row, count: i)
            row[i] = pivot > energy * rounding ? pivot.squareRoot() : 0
            rows.append(row)
        }
    }

    /// `bᵀ A⁻¹ b`: the energy of the projection on the signals whose inner products with the target are `products`.
    func projectedEnergy(_ products: [Double]) -> Double {
        precondition(products.count == order)
        // With A = LLᵀ this is |L⁻¹ b|².
        var solution = [Double](repeating: 0, count: order)
        for i in 0..<order where rows[i][i] > 0 {
            solution[i] = (products[i] - Self.product(solution, rows[i], count: i)) / rows[i][i]
        }
        return solution.reduce(0) { $0 + $1 * $1 }
    }

    /// The inner product of the first `count` numbers, in eight sums that the processor adds side by side.
    private static func product(_ first: [Double], _ second: [Double], count: Int) -> Double {
        let a = first.span
        let b = second.span
        var sums = SIMD8<Double>.zero
        var i = 0
        while i + 8 <= count {
            let x = SIMD8(a[i], a[i + 1], a[i + 2], a[i + 3], a[i + 4], a[i + 5], a[i + 6], a[i + 7])
            let y = SIMD8(b[i], b[i + 1], b[i + 2], b[i + 3], b[i + 4], b[i + 5], b[i + 6], b[i + 7])
            sums += x * y
            i += 8
        }
        var sum = sums.sum()
        while i < count {
            sum += a[i] * b[i]
            i += 1
        }
        return sum
    }
}
