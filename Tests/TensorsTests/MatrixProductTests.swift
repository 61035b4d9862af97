import Tensors
import Testing

@Suite struct MatrixProductTests {
    /// Numbers without a pattern, the same on every run.
    private func numbers(_ count: Int, seed: UInt64) -> [Float] {
        var state = seed
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Float(Int64(bitPattern: state) >> 33) / Float(1 << 30)
        }
    }

    private func plainProduct(_ left: [Float], _ right: [Float], rows: Int, inner: Int, columns: Int) -> [Float] {
        var result = [Float](repeating: 0, count: rows * columns)
        for row in 0..<rows {
            for column in 0..<columns {
                var sum = 0.0
                for k in 0..<inner { sum += Double(left[row * inner + k]) * Double(right[k * columns + column]) }
                result[row * columns + column] = Float(sum)
            }
        }
        return result
    }

    private func transposed(_ matrix: [Float], rows: Int, columns: Int) -> [Float] {
        (0..<columns).flatMap { column in (0..<rows).map { matrix[$0 * columns + column] } }
    }

    @Test(arguments: [(1, 1, 1), (2, 3, 4), (7, 13, 5), (64, 33, 17)])
    func `a product agrees with three plain loops`(rows: Int, inner: Int, columns: Int) {
        let left = numbers(rows * inner, seed: 1)
        let right = numbers(inner * columns, seed: 2)
        let expected = plainProduct(left, right, rows: rows, inner: inner, columns: columns)
        let plain = MatrixProduct.product(left, right, rows: rows, inner: inner, columns: columns)
        let leftTransposed = MatrixProduct.product(
            transposed(left, rows: rows, columns: inner), right, rows: rows, inner: inner, columns: columns,
            leftIsTransposed: true)
        let rightTransposed = MatrixProduct.product(
            left, transposed(right, rows: inner, columns: columns), rows: rows, inner: inner, columns: columns,
            rightIsTransposed: true)
        for i in expected.indices {
            #expect(abs(plain[i] - expected[i]) < 1e-4)
            #expect(abs(leftTransposed[i] - expected[i]) < 1e-4)
            #expect(abs(rightTransposed[i] - expected[i]) < 1e-4)
        }
    }

    @Test func `scale and keep combine the product with what was there`() {
        var result: [Float] = [10, 20]
        var span = result.mutableSpan
        MatrixProduct.multiply(
            [1, 2].span, [3, 4, 5, 6].span, into: &span, rows: 1, inner: 2, columns: 2, scale: 2, keep: 0.5)
        #expect(result == [31, 42])
    }

    @Test func `an empty inner dimension gives zeros`() {
        #expect(MatrixProduct.product([], [], rows: 2, inner: 0, columns: 2) == [0, 0, 0, 0])
        #expect(MatrixProduct.product([], [1, 2], rows: 0, inner: 1, columns: 2) == [])
    }

    @Test func `products stay on the calling thread`() {
        let information = BLASInformation.current
        #expect(information.threadCount == 1)
        #expect(!information.coreName.isEmpty)
        #expect(information.configuration.contains("OpenBLAS"))
    }
}
