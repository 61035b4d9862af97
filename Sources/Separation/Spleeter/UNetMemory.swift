internal import Tensors

/// The images between the layers of a network, for one evaluation at a time.
///
/// The zeros around them are written once and stay.
struct UNetMemory: Sendable {
    /// The inputs of the encoder's layers but the first.
    let encoderInputs: [PolyphasePlanes]
    /// What the encoder's layers give the decoder, from the outermost on; all but the last have as many channels again
    /// for what the decoder adds.
    let skips: [PaddedPlanes]
    /// The decoder's last image.
    let last: PaddedPlanes

    /// - Parameters:
    ///   - channels: of the encoder's layers.
    ///   - rows: of the network's input.
    ///   - columns: of the network's input.
    init(channels: [Int], rows: Int, columns: Int) {
        let depth = channels.count
        encoderInputs = (1..<depth).map {
            PolyphasePlanes(channels: channels[$0 - 1], rows: rows >> ($0 + 1), columns: columns >> ($0 + 1))
        }
        skips = (0..<depth).map {
            PaddedPlanes(
                channels: $0 == depth - 1 ? channels[$0] : 2 * channels[$0], rows: rows >> ($0 + 1),
                columns: columns >> ($0 + 1), border: 1)
        }
        last = PaddedPlanes(channels: 1, rows: rows, columns: columns, border: 3)
    }
}
