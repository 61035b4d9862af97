import Checkpoints
import NeuralNetwork
import Tensors
import Testing

@Suite struct `The tree of weights` {
    private let weights = Weights(values: [
        "encoder.0.conv.weight": ([2, 3], [1, 2, 3, 4, 5, 6]), "encoder.0.conv.bias": ([2], [7, 8]),
        "encoder.1.conv.bias": ([1], [.nan]), "scale": ([], [3]), "step": ([1], [0]),
    ])

    @Test func `a layer finds its own by their last names`() throws {
        let layer = weights["encoder"][0]["conv"]
        #expect(layer.path == "encoder.0.conv" && weights.path.isEmpty)
        #expect(try layer.tensor("weight", Shape(2, 3)).values == [1, 2, 3, 4, 5, 6])
        #expect(try layer.optionalTensor("bias", Shape(2))?.values == [7, 8])
        #expect(try layer.optionalTensor("gain", Shape(2)) == nil)
        #expect(layer.shape(of: "weight") == [2, 3] && layer.shape(of: "gain") == nil)
    }

    @Test func `a single number is a vector of one`() throws {
        #expect(try weights.tensor("scale", Shape(1)).values == [3])
        #expect(throws: WeightsError.wrongShape(path: "scale", found: [], needed: Shape(2))) {
            try weights.tensor("scale", Shape(2))
        }
    }

    @Test func `what is missing, of another shape or no number is refused by its full name`() throws {
        let layer = weights["encoder"][0]["conv"]
        #expect(throws: WeightsError.missing(path: "encoder.0.conv.gain", needed: Shape(4))) {
            try layer.tensor("gain", Shape(4))
        }
        #expect(throws: WeightsError.wrongShape(path: "encoder.0.conv.weight", found: [2, 3], needed: Shape(3, 2))) {
            try layer.tensor("weight", Shape(3, 2))
        }
        #expect(throws: WeightsError.notFinite(path: "encoder.1.conv.bias")) {
            try weights["encoder"][1]["conv"].tensor("bias", Shape(1))
        }
        #expect(throws: WeightsError.self) { try Linear(layer, inputs: 3, outputs: 4) }
        for error: WeightsError in [
            .missing(path: "a.b", needed: Shape(4)), .notFinite(path: "a.b"),
            .wrongShape(path: "a.b", found: [2], needed: Shape(4)), .outOfRange(path: "a.b", reason: "is odd"),
        ] {
            #expect(error.description.contains("a.b") && error.description.hasSuffix("."))
        }
    }

    @Test func `what no layer asked for is told, wherever it was asked for`() throws {
        _ = try weights["encoder"][0]["conv"].tensor("weight", Shape(2, 3))
        let copy = weights["encoder"]
        _ = try copy["0"]["conv"].tensor("bias", Shape(2))
        weights.ignore("step")
        #expect(weights.unusedNames == ["encoder.1.conv.bias", "scale"])
        #expect(copy.unusedNames == weights.unusedNames)
    }

    @Test func `weights come from a checkpoint`() throws {
        let bytes = try SafetensorsWriter.encode([.init(name: "a.weight", shape: [1, 2], values: [5, 6])])
        let weights = Weights(try Checkpoint.open(bytes: bytes))
        #expect(try weights["a"].tensor("weight", Shape(1, 2)).values == [5, 6])
    }

    @Test func `a negative variance is refused`() {
        let weights = Weights(values: [
            "norm.running_mean": ([1], [0]), "norm.running_var": ([1], [-1]), "norm.weight": ([1], [1]),
            "norm.bias": ([1], [0]),
        ])
        #expect {
            _ = try BatchNorm(weights["norm"], channels: 1)
        } throws: {
            guard let error = $0 as? WeightsError, case .outOfRange(let path, _) = error else { return false }
            return path == "norm.running_var"
        }
    }
}
