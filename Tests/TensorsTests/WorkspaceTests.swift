import Tensors
import Testing

@Suite struct `The workspace` {
    @Test func `tensors of a scope do not overlap`() {
        let workspace = Workspace(blockCount: 64)
        workspace.scope {
            let tensors = (1...20).map { count in
                let tensor = workspace.tensor(Shape(count, 7))
                tensor.fill(Float(count))
                return tensor
            }
            for (i, tensor) in tensors.enumerated() {
                #expect(tensor.values == [Float](repeating: Float(i + 1), count: 7 * (i + 1)))
            }
        }
    }

    @Test func `a scope's memory is used again after it`() {
        let workspace = Workspace(blockCount: 64)
        func run() -> [Float] {
            workspace.scope {
                let outer = workspace.zeros(Shape(3, 10))
                for round in 0..<5 {
                    workspace.scope {
                        workspace.tensor(Shape(100)).fill(Float(round))
                        workspace.tensor(Shape(30)).fill(-1)
                    }
                }
                return outer.values
            }
        }
        let first = run()
        #expect(first == [Float](repeating: 0, count: 30))
        let allocated = workspace.allocatedCount
        #expect(allocated >= 160 && allocated < 400)
        for _ in 0..<10 { #expect(run() == first) }
        #expect(workspace.allocatedCount == allocated)
    }

    @Test func `an error ends a scope as well`() {
        struct Failure: Error {}
        let workspace = Workspace(blockCount: 64)
        for _ in 0..<50 {
            do throws(Failure) {
                try workspace.scope { () throws(Failure) in
                    _ = workspace.tensor(Shape(40))
                    throw Failure()
                }
            } catch {}
        }
        #expect(workspace.allocatedCount == 64)
    }

    @Test func `a tensor larger than a block has one of its own`() {
        let workspace = Workspace(blockCount: 16)
        let large = workspace.zeros(Shape(1000))
        let small = workspace.tensor(Shape(3))
        small.fill(1)
        #expect(large.sum == 0 && small.sum == 3)
        #expect(workspace.tensor(Shape(0)).count == 0)
    }
}
