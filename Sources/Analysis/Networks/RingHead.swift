import NeuralNetwork
import Tensors

/// A layer that treats every pitch class of every cell by itself.
struct RingHead: Sendable {
    let weight: Tensor
    let bias: [Float]
    let inputs: Int

    init(_ weights: Weights, inputs: Int, outputs: Int) throws(WeightsError) {
        let rank = weights.shape(of: "weight")?.count ?? 4
        let shape = rank == 3 ? Shape(outputs, inputs, 1) : Shape(outputs, inputs, 1, 1)
        weight = try weights.tensor("weight", shape).reshaped(Shape(outputs, inputs))
        bias = try weights.tensor("bias", Shape(outputs)).withSpan { values in values.indices.map { values[$0] } }
        self.inputs = inputs
    }

    /// From [cells, inputs * 12] to [cells, outputs * 12].
    func onRing(_ state: Tensor) -> [Float] {
        let count = state.shape[0]
        var result = [Float](repeating: 0, count: count * bias.count * 12)
        let output = Tensor(zeros: Shape(bias.count, 12))
        for cell in 0..<count {
            MatrixProduct.multiply(
                weight.matrix, state.rows(cell..<cell + 1).reshaped(Shape(inputs, 12)).matrix, into: output.matrix)
            output.withSpan { values in
                for i in values.indices { result[cell * bias.count * 12 + i] = values[i] + bias[i / 12] }
            }
        }
        return result
    }

    /// The one output for rows [cells, inputs].
    func pooled(_ rows: [Float], _ count: Int) -> [Float] {
        weight.withSpan { weights in
            (0..<count).map { cell in
                (0..<inputs).reduce(bias[0]) { $0 + weights[$1] * rows[cell * inputs + $1] }
            }
        }
    }
}
