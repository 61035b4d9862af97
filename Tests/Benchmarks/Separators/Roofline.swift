import Checkpoints
import Foundation
import Separation
import SystemPackage
import Tensors
import Tracks

/// How much of this machine's arithmetic the networks' blocks use.
enum Roofline {
    struct Block {
        let name: String
        /// What is computed, and what a direct computation would take, in 10^9 floating-point operations.
        let gigaflops, directGigaflops: Double
        let seconds: Double
    }

    /// The highest rate of a large matrix product on one core, in GFLOP/s.
    static func productRate() -> Double {
        let n = 1536
        let a = Tensor([Float](repeating: 0.5, count: n * n), shape: Shape(n, n))
        let c = Tensor(zeros: Shape(n, n))
        var best = 0.0
        for _ in 0..<10 {
            let start = ContinuousClock.now
            MatrixProduct.multiply(a.matrix, a.matrix, into: c.matrix)
            best = max(best, 2e-9 * Double(n * n * n) / (start.duration(to: .now) / .seconds(1)))
        }
        return best
    }

    static func blocks(checkpoint: String) throws -> [Block] {
        let separator = try HTDemucsSeparator(
            checkpoints: [Checkpoint.open(FilePath(checkpoint))], tool: ToolDescription(version: "1", model: "htdemucs")
        )
        return separator.measureBlocks(runs: 3).map {
            Block(
                name: $0.name, gigaflops: 1e-9 * $0.operationCount, directGigaflops: 1e-9 * $0.directOperationCount,
                seconds: $0.seconds)
        }
    }
}
