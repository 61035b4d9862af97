internal import DSP

/// The accompaniment of a song as another separator's source: whenever that asks for more, the next patches are
/// separated, and their vocals written. So two separators work one after the other on a song of any length, on one
/// calling thread.
final class AccompanimentSource: AudioSource {
    let sampleRateHz: Int
    let channelCount = 2
    private let stream: SpleeterStream
    private let number: Int
    private let otherSinks: [Int: any AudioSink]
    private var block: AudioBuffer
    private var position = 0

    /// - Parameters:
    ///   - number: the accompaniment's place among the instruments.
    ///   - otherSinks: where the other instruments go, by their places.
    init(_ stream: SpleeterStream, number: Int, otherSinks: [Int: any AudioSink], sampleRateHz: Int) {
        self.stream = stream
        self.number = number
        self.otherSinks = otherSinks
        self.sampleRateHz = sampleRateHz
        block = AudioBuffer(sampleRateHz: sampleRateHz, channelCount: 2, frameCount: 0)
    }

    var frameCount: Int? { stream.frameCount }

    func read(maximumFrameCount: Int) throws -> AudioBuffer {
        if position == block.frameCount { try advance() }
        let end = min(block.frameCount, position + maximumFrameCount)
        defer { position = end }
        return block.frames(position..<end)
    }

    /// Separates to the end what nobody has read.
    func finish() throws {
        repeat { try advance() } while !block.isEmpty
    }

    private func advance() throws {
        position = 0
        block = AudioBuffer(sampleRateHz: sampleRateHz, channelCount: 2, frameCount: 0)
        guard let blocks = try stream.next() else { return }
        for (number, sink) in otherSinks {
            if let block = blocks[number] { try sink.write(block) }
        }
        if let accompaniment = blocks[number] { block = accompaniment }
    }
}
