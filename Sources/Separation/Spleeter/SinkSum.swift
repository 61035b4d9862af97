internal import DSP

/// Two signals that come block by block, each in its own time, and are written as their sum.
final class SinkSum {
    private let target: any AudioSink
    private var pending: [AudioBuffer?] = [nil, nil]

    init(into target: any AudioSink) { self.target = target }

    /// Where the first signal goes.
    var first: any AudioSink { Port(sum: self, number: 0) }
    /// Where the second signal goes.
    var second: any AudioSink { Port(sum: self, number: 1) }

    /// Writes what came of one signal without the other.
    func finish() throws {
        for block in pending {
            if let block, !block.isEmpty { try target.write(block) }
        }
        pending = [nil, nil]
    }

    private func write(_ block: AudioBuffer, number: Int) throws {
        if pending[number] == nil { pending[number] = block } else { pending[number]?.append(block) }
        guard let a = pending[0], let b = pending[1] else { return }
        let count = min(a.frameCount, b.frameCount)
        guard count > 0 else { return }
        var sum = a.frames(0..<count)
        for channel in sum.channels.indices { Self.add(b.channels[channel], to: &sum.channels[channel]) }
        pending = [a, b].map { $0.frames(count..<$0.frameCount) }
        try target.write(sum)
    }

    private static func add(_ samples: [Float], to sum: inout [Float]) {
        for i in sum.indices { sum[i] += samples[i] }
    }

    private final class Port: AudioSink {
        private let sum: SinkSum
        private let number: Int

        init(sum: SinkSum, number: Int) {
            self.sum = sum
            self.number = number
        }

        func write(_ block: AudioBuffer) throws { try sum.write(block, number: number) }
    }
}
