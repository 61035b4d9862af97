import Tensors
import Testing

@testable import Separation

@Suite struct SegmentGridTests {
    @Test(arguments: [1, 2, 7, 100, 101]) func `the weights are a triangle with its peak in the middle`(length: Int) {
        let grid = SegmentGrid(origin: 0, length: length, overlap: 0.25, transitionPower: 1)
        #expect(grid.weights.count == length)
        #expect(grid.weights.max() == 1)
        #expect(grid.weights.allSatisfy { $0 > 0 })
        if length % 2 == 0 { #expect(grid.weights == grid.weights.reversed()) }
    }

    @Test func `a power makes the transition steeper`() {
        let plain = SegmentGrid(origin: 0, length: 50, overlap: 0.25, transitionPower: 1)
        let steep = SegmentGrid(origin: 0, length: 50, overlap: 0.25, transitionPower: 3)
        for (a, b) in zip(plain.weights, steep.weights) { #expect(abs(a * a * a - b) < 1e-6) }
    }

    @Test(arguments: [0, 0.1, 0.25, 0.5, 0.9], [0, -3, -50])
    func `segments of a constant add up to the constant, whatever they overlap and wherever they begin`(
        overlap: Double, origin: Int
    ) {
        let grid = SegmentGrid(origin: origin, length: 40, overlap: overlap, transitionPower: 1)
        let frameCount = 333
        var sum = OverlapAdd(grid: grid, signalCount: 1)
        let ones = Tensor([Float](repeating: 0.5, count: 40), shape: Shape(1, 40))
        var result: [Float] = []
        var index = 0
        while grid.hasSegment(index, frameCount: frameCount) {
            let start = grid.start(ofSegment: index)
            sum.add(ones, range: 0..<min(40, frameCount - start), at: start)
            index += 1
            result += sum.take(before: min(frameCount, grid.start(ofSegment: index)))[0]
        }
        #expect(result.count == frameCount)
        #expect(result.allSatisfy { abs($0 - 0.5) < 1e-6 })
    }
}
