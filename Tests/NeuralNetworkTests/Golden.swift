import Checkpoints
import Foundation
import NeuralNetwork
import SystemPackage
import Tensors
import Testing

/// The reference's weights, inputs and outputs, and the comparison with them.
enum Golden {
    static let weights: Weights = {
        do {
            let file = try #require(
                Bundle.module.url(forResource: "layers", withExtension: "safetensors", subdirectory: "Golden"))
            return Weights(try Checkpoint.open(FilePath(file.path)))
        } catch {
            Issue.record("The golden file cannot be read: \(error)")
            return Weights(values: [:])
        }
    }()

    /// The tensors of a case, such as "conv1d.pointwise".
    static func named(_ name: String) -> Weights {
        name.split(separator: ".").reduce(weights) { $0[String($1)] }
    }

    /// The tensor of a case under a name such as "input".
    static func tensor(_ name: String, of item: String) throws -> Tensor {
        let weights = named(item)
        let extents = try #require(weights.shape(of: name))
        return try weights.tensor(name, try #require(Shape(extents)))
    }

    /// Expects the case's output to within 1e-5 of its largest magnitude.
    static func expect(
        _ result: Tensor, is item: String, at location: SourceLocation = #_sourceLocation
    ) throws {
        let expected = try tensor("output", of: item)
        #expect(result.shape == expected.shape, sourceLocation: location)
        let error = relativeError(result.values, expected.values)
        #expect(error < 1e-5, "\(item): \(error)", sourceLocation: location)
    }
}

/// The largest difference relative to the largest magnitude of what is expected.
func relativeError(_ result: [Float], _ expected: [Float]) -> Double {
    guard result.count == expected.count else { return .infinity }
    let largest = expected.reduce(0) { max($0, abs(Double($1))) }
    // A number that is none must not get lost in a maximum.
    let worst = zip(result, expected).reduce(0.0) { worst, pair in
        let difference = abs(Double(pair.0) - Double(pair.1))
        return difference <= worst ? worst : difference.isNaN ? .infinity : difference
    }
    return worst / max(largest, .leastNormalMagnitude)
}
