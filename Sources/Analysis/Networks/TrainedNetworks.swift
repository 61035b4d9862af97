import CTrainedWeights
import Checkpoints
import NeuralNetwork

/// The networks with the weights that are part of the program.
struct TrainedNetworks: Sendable {
    let rhythm: RhythmNetwork
    let harmony: HarmonyNetwork
    let keys: KeyNetwork

    /// Reads the built-in weights once.
    static let builtIn: Result<TrainedNetworks, any Error> = Result {
        unsafe TrainedNetworks(
            rhythm: try RhythmNetwork(weights(trained_rhythm_weights())),
            harmony: try HarmonyNetwork(weights(trained_harmony_weights())),
            keys: try KeyNetwork(weights(trained_keys_weights())))
    }

    /// Hashes of the weight files, as the manifest of models has them.
    static let rhythmSHA256 = "15287e3267255c7875263d1c676ad97c8f3a21c9d5a90c077317d2274b13aa5c"
    static let harmonySHA256 = "afcae5410d09fa020d76bdd5d4c16c2ec621a6edf85ac56b4a3b83cb3b7ef44c"
    static let keysSHA256 = "c198489b9f6a5651ccd1da46446ccd4176c2456b95320f2caf77e8d092a0083f"

    private static func weights(_ file: TrainedWeights) throws -> Weights {
        let bytes = unsafe [UInt8](UnsafeBufferPointer(start: file.bytes, count: file.count))
        return Weights(try Checkpoint.open(bytes: bytes))
    }
}
