import Tensors
import Testing

@Suite struct `Tensors and their views` {
    @Test func `a shape knows its extents`() throws {
        let shape = Shape(2, 3, 4)
        #expect(shape.rank == 3 && shape.count == 24 && shape[1] == 3)
        #expect(shape.inner == Shape(3, 4))
        #expect(shape.with(7, at: 0) == Shape(7, 3, 4))
        #expect(shape.array == [2, 3, 4] && shape.description == "2 x 3 x 4")
        #expect(Shape([5]) == Shape(5) && Shape([1, 2, 3, 4]) == Shape(1, 2, 3, 4))
        #expect(Shape(2, 3) != Shape(2, 3, 1))
    }

    @Test(arguments: [[], [1, 1, 1, 1, 1], [2, -1], [Int.max, 2], [1 << 32, 1 << 31, 4]])
    func `a shape that cannot be is none`(extents: [Int]) {
        #expect(Shape(extents) == nil)
    }

    @Test func `parts write through to the whole`() {
        let whole = Tensor((0..<24).map { Float($0) }, shape: Shape(2, 3, 4))
        #expect(whole[1][2].values == [20, 21, 22, 23])
        #expect(whole.rows(1..<2).shape == Shape(1, 3, 4))
        whole[0][1].fill(-1)
        #expect(whole.values[4..<8] == [-1, -1, -1, -1])
        let seen = whole.reshaped(Shape(6, 4))
        seen[5].write([1, 2, 3, 4])
        #expect(whole[1][2].values == [1, 2, 3, 4])
        whole[1].copy(from: whole[0])
        #expect(whole[1].values == whole[0].values)
        let sum = whole[0].withSpan { span in (0..<span.count).reduce(Float(0)) { $0 + span[$1] } }
        #expect(sum == whole[0].values.reduce(0, +))
        whole[0].withMutableSpan { $0[0] = 9 }
        #expect(whole.values[0] == 9)
    }

    @Test func `a part keeps its storage alive`() {
        var part = Tensor(zeros: Shape(0))
        do {
            let whole = Tensor([Float](repeating: 5, count: 1 << 16), shape: Shape(2, 1 << 15))
            part = whole[1]
        }
        _ = Tensor(zeros: Shape(2, 1 << 15))
        #expect(part.values.allSatisfy { $0 == 5 })
    }

    @Test func `an order of dimensions and its inverse give the same back`() {
        var numbers = Numbers(seed: 3)
        let tensor = numbers.tensor(Shape(2, 3, 4, 5))
        let turned = tensor.permuted([2, 0, 3, 1])
        #expect(turned.shape == Shape(4, 2, 5, 3))
        #expect(turned[3][1][4].values[2] == tensor[1][2][3].values[4])
        #expect(turned.permuted([1, 3, 0, 2]).values == tensor.values)
        #expect(Tensor([1, 2, 3, 4, 5, 6], shape: Shape(2, 3)).permuted([1, 0]).values == [1, 4, 2, 5, 3, 6])
    }

    @Test func `a window of a matrix is a matrix`() {
        let tensor = Tensor((0..<20).map { Float($0) }, shape: Shape(4, 5))
        let window = tensor.matrix.rows(1..<3).columns(2..<4)
        #expect(window.rows == 2 && window.columns == 2 && window.rowStride == 5)
        #expect(window.values == [7, 8, 12, 13])
        window.fill(0)
        #expect(tensor.values[6...9] == [6, 0, 0, 9])
        let overlapping = MatrixView(tensor, offset: 1, rows: 3, columns: 2, rowStride: 3)
        #expect(overlapping.values == [1, 2, 4, 5, 0, 0])
        #expect(Tensor(zeros: Shape(2, 3, 4)).matrix.rows == 6)
        #expect(Tensor(zeros: Shape(4)).matrix.rows == 1)
    }

    @Test func `what reaches outside ends the process`() async {
        await #expect(processExitsWith: .failure) { _ = Tensor(zeros: Shape(2, 3))[2] }
        await #expect(processExitsWith: .failure) { _ = Tensor(zeros: Shape(2, 3)).rows(1..<3) }
        await #expect(processExitsWith: .failure) { _ = Tensor(zeros: Shape(2, 3)).reshaped(Shape(7)) }
        await #expect(processExitsWith: .failure) { Tensor(zeros: Shape(2, 3)).write([1]) }
        await #expect(processExitsWith: .failure) {
            _ = MatrixView(Tensor(zeros: Shape(10)), offset: 1, rows: 2, columns: 5, rowStride: 5)
        }
        await #expect(processExitsWith: .failure) {
            _ = MatrixView(Tensor(zeros: Shape(10)), rows: 2, columns: 5, rowStride: 4)
        }
        await #expect(processExitsWith: .failure) { _ = Tensor(zeros: Shape(2, 3)).matrix.columns(2..<4) }
        await #expect(processExitsWith: .failure) { _ = Shape(-1) }
        await #expect(processExitsWith: .failure) {
            let (left, right) = (Tensor(zeros: Shape(2, 3)), Tensor(zeros: Shape(4, 2)))
            MatrixProduct.multiply(left.matrix, right.matrix, into: Tensor(zeros: Shape(2, 2)).matrix)
        }
    }
}
