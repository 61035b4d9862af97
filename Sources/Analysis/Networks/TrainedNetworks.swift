import CTrainedWeights
import Checkpoints
import NeuralNetwork

/// The networks with the weights that are part of the program.
struct TrainedNetworks: Sendable {
    let rhythm: RhythmNetwork
    let harmony: HarmonyNetwork

    /// Reads the built-in weights once.
    static let builtIn: Result<TrainedNetworks, any Error> = Result {
        unsafe TrainedNetworks(
            rhythm: try RhythmNetwork(weights(trained_rhythm_weights())),
            harmony: try HarmonyNetwork(weights(trained_harmony_weights())))
    }

    /// Hashes of the weight files, as the manifest of models has them.
    static let rhythmSHA256 = "bbd49bb05be08c8a25b62e2228218f74c21b16e13326e0baec92998db28f53b6"
    static let harmonySHA256 = "e160a5cbbc1c34e8f0872cc2776eac96c2926604e86f656e03a1b451b33ca66e"

    private static func weights(_ file: TrainedWeights) throws -> Weights {
        let bytes = unsafe [UInt8](UnsafeBufferPointer(start: file.bytes, count: file.count))
        return Weights(try Checkpoint.open(bytes: bytes))
    }
}
