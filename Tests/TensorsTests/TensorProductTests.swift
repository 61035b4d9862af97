import Glibc
import Tensors
import Testing

@Suite struct `Products of tensors` {
    private func product(_ left: MatrixView, _ right: MatrixView) -> [Double] {
        let (a, b) = (left.values, right.values)
        return (0..<(left.rows * right.columns)).map { i in
            (0..<left.columns).reduce(0.0) {
                $0 + Double(a[i / right.columns * left.columns + $1])
                    * Double(b[$1 * right.columns + i % right.columns])
            }
        }
    }

    @Test func `products of windows agree with plain loops`() {
        var numbers = Numbers(seed: 1)
        let (a, b) = (numbers.tensor(Shape(9, 20)), numbers.tensor(Shape(15, 30)))
        let left = a.matrix.rows(2..<7).columns(3..<14)
        let right = b.matrix.rows(1..<12).columns(5..<26)
        let whole = Tensor(zeros: Shape(8, 40))
        let window = whole.matrix.rows(1..<6).columns(2..<23)
        MatrixProduct.multiply(left, right, into: window)
        let expected = product(left, right)
        #expect(relativeError(window.values, expected) < 1e-5)
        MatrixProduct.multiply(left, right, into: window, scale: 2, keep: -1)
        #expect(relativeError(window.values, expected) < 1e-5)
        // What lies around the window is not touched.
        #expect(
            whole[0].maximum == 0 && whole[6].maximum == 0
                && whole.matrix.columns(23..<40).values.allSatisfy { $0 == 0 })
        let turned = (a.permuted([1, 0]).matrix.rows(3..<14).columns(2..<7), b.permuted([1, 0]).matrix)
        let target = Tensor(zeros: Shape(5, 21)).matrix
        MatrixProduct.multiply(
            turned.0, turned.1.rows(5..<26).columns(1..<12), into: target, leftIsTransposed: true,
            rightIsTransposed: true)
        #expect(relativeError(target.values, expected) < 1e-5)
    }

    @Test func `a product without an inner extent clears or keeps`() {
        let target = Tensor([1, 2, 3, 4], shape: Shape(2, 2))
        let (left, right) = (Tensor(zeros: Shape(2, 0)), Tensor(zeros: Shape(0, 2)))
        MatrixProduct.multiply(left.matrix, right.matrix, into: target.matrix, keep: 1)
        #expect(target.values == [1, 2, 3, 4])
        MatrixProduct.multiply(left.matrix, right.matrix, into: target.matrix)
        #expect(target.values == [0, 0, 0, 0])
    }

    @Test func `a batch of products equals the products one by one`() {
        var numbers = Numbers(seed: 2)
        let (left, right) = (numbers.tensor(Shape(5, 7, 4)), numbers.tensor(Shape(5, 4, 9)))
        let batch = Tensor(zeros: Shape(5, 7, 9))
        MatrixProduct.multiplyBatch(left, right, into: batch)
        for i in 0..<5 {
            let single = Tensor(zeros: Shape(7, 9))
            MatrixProduct.multiply(left[i].matrix, right[i].matrix, into: single.matrix)
            #expect(batch[i].values == single.values)
        }
    }

    /// Attention of one head by its definition.
    private func attention(
        _ q: [Float], _ k: [Float], _ v: [Float], width: Int, mask: (Int, Int) -> Double
    ) -> [Double] {
        let (queries, keys) = (q.count / width, k.count / width)
        return (0..<queries).flatMap { i in
            let scores = (0..<keys).map { j in
                (0..<width).reduce(mask(i, j)) { $0 + Double(q[i * width + $1]) * Double(k[j * width + $1]) }
            }
            let largest = scores.max() ?? 0
            let weights = scores.map { largest == -.infinity ? 0 : exp($0 - largest) }
            let sum = weights.reduce(0, +)
            return (0..<width).map { c in
                sum == 0 ? 0 : (0..<keys).reduce(0.0) { $0 + weights[$1] * Double(v[$1 * width + c]) } / sum
            }
        }
    }

    @Test(arguments: [(1, 1), (3, 17), (257, 40), (20, 673), (300, 1400)])
    func `attention in blocks agrees with its definition`(queries: Int, keys: Int) {
        var numbers = Numbers(seed: UInt64(queries))
        let (q, k) = (numbers.tensor(Shape(queries, 6)), numbers.tensor(Shape(keys, 6)))
        let v = numbers.tensor(Shape(keys, 6))
        // Scores that grow along the keys: the maximum changes from block to block.
        for i in 0..<keys { k[i].scale(by: 1 + 20 * Float(i) / Float(keys)) }
        let output = Tensor(zeros: Shape(queries, 6))
        ScaledDotProductAttention.apply(
            queries: q.matrix, keys: k.matrix, values: v.matrix, headCount: 2, into: output.matrix, in: Workspace())
        for head in 0..<2 {
            let columns = (3 * head)..<(3 * head + 3)
            let expected = attention(
                q.matrix.columns(columns).values, k.matrix.columns(columns).values, v.matrix.columns(columns).values,
                width: 3
            ) { _, _ in 0 }
            #expect(relativeError(output.matrix.columns(columns).values, expected) < 1e-5)
        }
    }

    @Test(arguments: [(5, 5), (300, 300), (700, 1400), (1400, 700)])
    func `causal attention sees no later keys`(queries: Int, keys: Int) {
        var numbers = Numbers(seed: 8)
        let (q, k) = (numbers.tensor(Shape(queries, 2)), numbers.tensor(Shape(keys, 2)))
        let v = numbers.tensor(Shape(keys, 2))
        let output = Tensor(zeros: Shape(queries, 2))
        ScaledDotProductAttention.apply(
            queries: q.matrix, keys: k.matrix, values: v.matrix, headCount: 1, isCausal: true, into: output.matrix,
            in: Workspace())
        let expected = attention(q.values, k.values, v.values, width: 2) { $1 > $0 ? -.infinity : 0 }
        #expect(relativeError(output.values, expected) < 1e-5)
    }

    @Test func `a query that must not see any key finds zeros`() {
        var numbers = Numbers(seed: 8)
        let (q, k) = (numbers.tensor(Shape(3, 2)), numbers.tensor(Shape(1000, 2)))
        let mask = Tensor(zeros: Shape(3, 1000))
        mask[1].fill(-.infinity)
        // The first block of keys is hidden, a later one is not.
        mask.matrix.rows(2..<3).columns(0..<900).fill(-.infinity)
        let output = Tensor(zeros: Shape(3, 2))
        ScaledDotProductAttention.apply(
            queries: q.matrix, keys: k.matrix, values: k.matrix, headCount: 1, mask: mask.matrix, into: output.matrix,
            in: Workspace())
        let expected = attention(q.values, k.values, k.values, width: 2) { Double(mask[$0].values[$1]) }
        #expect(relativeError(output.values, expected) < 1e-5)
        #expect(output[1].values == [0, 0])
    }

    @Test func `attention's memory does not grow with the length`() {
        func allocated(_ length: Int) -> Int {
            let workspace = Workspace(blockCount: 1)
            let tokens = Tensor(zeros: Shape(length, 4))
            ScaledDotProductAttention.apply(
                queries: tokens.matrix, keys: tokens.matrix, values: tokens.matrix, headCount: 2,
                into: Tensor(zeros: tokens.shape).matrix, in: workspace)
            return workspace.allocatedCount
        }
        #expect(allocated(5000) == allocated(2000))
    }
}
