internal import DSP

/// Joins one stem's segments into a continuous signal by crossfading neighbours.
struct StemJoint {
    let sink: any AudioSink
    let plan: SegmentPlan
    /// The end of the last segment, already faded out, that the next one is added to.
    private var tail: AudioBuffer?

    init(sink: any AudioSink, plan: SegmentPlan) {
        self.sink = sink
        self.plan = plan
    }

    /// Appends what a segment contributes.
    mutating func append(_ contribution: AudioBuffer, isFirst: Bool, isLast: Bool) throws {
        var block = contribution
        if let tail {
            let length = min(tail.frameCount, block.frameCount)
            for channel in block.channels.indices {
                for i in 0..<length {
                    block.channels[channel][i] =
                        tail.channels[channel][i] + block.channels[channel][i] * plan.weight(inCrossfade: i)
                }
            }
        }
        tail = nil
        if !isLast {
            // The song may end within the crossfade.
            let start = plan.coreLength + (isFirst ? -plan.crossfadeLength / 2 : 0)
            var end = block.frames(start..<block.frameCount)
            for channel in end.channels.indices {
                for i in end.channels[channel].indices { end.channels[channel][i] *= 1 - plan.weight(inCrossfade: i) }
            }
            tail = end
            block = block.frames(0..<start)
        }
        if !block.isEmpty { try sink.write(block) }
    }
}
