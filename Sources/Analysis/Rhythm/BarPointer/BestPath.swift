import Glibc

/// The most likely sequence of beats under a bar-pointer model.
struct BestPath: Sendable {
    /// A beat that begins inside the song.
    struct Beat: Sendable, Equatable {
        /// The frame of its onset.
        var frame: Int
        /// Index of its interval in the model's grid: how long it lasts.
        var interval: Int
        /// Position in the bar, from 0.
        var position: Int
        /// Beats per bar of the meter in force; the bar itself may be irregular.
        var meter: Int
    }

    private(set) var beats: [Beat] = []
    /// Joint log-probability of the path and the evidence, but for the normalisers of the changes of interval.
    private(set) var logProbability = -Double.infinity

    /// The path of a model; `nil` where no path has a probability above 0.
    init?(_ model: BarPointerModel) {
        let sweep = BestPathSweep(model)
        let length = model.segmentLength
        let starts = Array(stride(from: 0, to: max(1, model.frameCount), by: length))
        var checkpoints: [BestPathSweep.State] = []
        var state = sweep.start()
        var record: [MeterLanes] = []
        for start in starts {
            let isLast = start == starts[starts.count - 1]
            if isLast {
                let frames = min(length, model.frameCount)
                record = [MeterLanes](repeating: MeterLanes(), count: frames * model.frameSize)
            } else {
                checkpoints.append(state)
            }
            sweep.advance(&state, to: min(model.frameCount, start + length), record: &record)
        }

        guard var next = BestPath.best(state, model) else { return nil }
        logProbability = next.score + state.offset + model.odds.silence
        // The lines are not needed any more; the record is of the last segment.
        var segment = starts.count - 1
        while next.frame >= 0 {
            while next.frame < starts[segment] {
                segment -= 1
                state = checkpoints.removeLast()
                sweep.advance(&state, to: starts[segment] + length, record: &record)
            }
            let base = (next.frame - starts[segment]) * model.frameSize
            let (beat, previous) = sweep.resolve(next, record, base: base)
            beats.append(beat)
            next.frame -= model.grid.intervals[previous]
            next.interval = previous
            next.position = beat.position
            next.lane = beat.meter - 2
        }
        beats.reverse()
    }

    /// A beat known by its onset and interval and by what follows it; its own position is open.
    struct Predecessor {
        var frame: Int
        var interval: Int
        /// Position of the beat after.
        var position: Int
        /// Lane of the meter of the beat after.
        var lane: Int
        var score = 0.0
    }

    /// The last beat of the best path: the best of all that may follow after the last frame.
    private static func best(_ state: BestPathSweep.State, _ model: BarPointerModel) -> Predecessor? {
        var best: Predecessor?
        var top = -Float.infinity
        for (index, interval) in model.grid.intervals.enumerated() {
            for onset in model.frameCount - interval..<model.frameCount {
                let slot = (onset + interval) % interval
                for position in 0..<model.rowCount {
                    let lanes = state.lines[model.lineStarts[index] + slot * model.rowCount + position]
                    guard lanes.max() > top else { continue }
                    for lane in lanes.indices where lanes[lane] > top {
                        top = lanes[lane]
                        best = Predecessor(
                            frame: onset, interval: index, position: position, lane: lane, score: Double(top))
                    }
                }
            }
        }
        return best
    }
}

extension BestPathSweep {
    /// The beat itself and the index of the interval before it, from what arrived at its frame.
    func resolve(
        _ next: BestPath.Predecessor, _ record: [MeterLanes], base: Int
    ) -> (beat: BestPath.Beat, previousInterval: Int) {
        let rows = model.rowCount
        let prices = model.grid.intervals.indices.map {
            Float(-model.grid.price(from: $0, to: next.interval))
        }
        var top = -Float.infinity
        var beat = BestPath.Beat(frame: next.frame, interval: next.interval, position: 0, meter: 2)
        var previousInterval = next.interval
        for index in model.grid.intervals.indices {
            for position in 0..<rows {
                let row = record[base + index * rows + position] + prices[index]
                // At a bar line a beat may come from any position of any meter.
                var scores = MeterLanes(repeating: -.infinity)
                if next.position == 0 {
                    let odds = model.odds
                    let onset = position == 0 ? odds.downbeat : odds.beat
                    scores = row + end[position] + windowSum(onset, next)
                    let kept = scores[next.lane] + keep[next.lane]
                    scores += change[next.lane]
                    scores[next.lane] = max(kept, scores[next.lane])
                } else if next.position == position + 1 {
                    scores[next.lane] = row[next.lane]
                }
                guard scores.max() > top else { continue }
                for lane in scores.indices where scores[lane] > top {
                    top = scores[lane]
                    beat.position = position
                    beat.meter = lane + 2
                    previousInterval = index
                }
            }
        }
        return (beat, previousInterval)
    }

    /// The evidence of the beat `next` is about, if it is of the given kind.
    private func windowSum(_ odds: [Float], _ next: BestPath.Predecessor) -> Float {
        let frames = model.windowFrames[next.interval]
        var sum: Float = 0
        for frame in next.frame..<next.frame + frames { sum += odds[frame] }
        return sum + model.windowParts[next.interval] * odds[next.frame + frames]
    }
}
