internal import DSP

/// Several signals of one length and format, added up.
final class SummedSource: AudioSource {
    private let first: any AudioSource
    private let others: [any AudioSource]

    init(_ first: any AudioSource, _ others: [any AudioSource]) {
        self.first = first
        self.others = others
    }

    var sampleRateHz: Int { first.sampleRateHz }
    var channelCount: Int { first.channelCount }
    var frameCount: Int? { first.frameCount }

    func read(maximumFrameCount: Int) throws -> AudioBuffer {
        var sum = try first.read(maximumFrameCount: maximumFrameCount)
        for source in others {
            var position = 0
            while position < sum.frameCount {
                let block = try source.read(maximumFrameCount: sum.frameCount - position)
                if block.isEmpty { break }
                for (channel, samples) in block.channels.enumerated() where channel < sum.channels.count {
                    for i in samples.indices { sum.channels[channel][position + i] += samples[i] }
                }
                position += block.frameCount
            }
        }
        return sum
    }
}
