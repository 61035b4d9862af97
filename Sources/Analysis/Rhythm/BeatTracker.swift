import Glibc

/// Finds the beats of a known approximate tempo by dynamic programming over (time, interval to the beat before): onset
/// strength at the beats, less a price for changes of the interval (the objective of Ellis, Beat Tracking by Dynamic
/// Programming, JNMR 2007, with the tempo state of a bar-pointer model, Krebs et al., ISMIR 2015).
struct BeatTracker {
    /// Relative change of interval from one beat to the next that costs half a unit of onset strength.
    var intervalDeviation = 0.02
    /// How far the interval may stray from the given one, as a ratio.
    var range = 1.2

    /// Beat times in frames, and the mean onset strength at them.
    struct Path {
        var frames: [Int] = []
        var meanStrength: Float = 0
    }

    /// The best beats for an onset curve and a beat interval in frames.
    func track(_ strength: [Float], interval: Double) -> Path {
        let shortest = max(8, Int((interval / range).rounded()))
        let longest = max(shortest + 1, Int((interval * range).rounded()))
        let stateCount = longest - shortest + 1
        let frameCount = strength.count
        guard frameCount > longest else { return Path() }
        let observation = BeatTracker.tolerant(strength)
        let prices = transitionPrices(shortest: shortest, stateCount: stateCount)
        // Scores of the last `longest` frames; back-pointers of all (one byte each, an hour stays small).
        let ringLength = longest + 1
        var ring = [Float](repeating: 0, count: ringLength * stateCount)
        var previous = [UInt8](repeating: 0, count: frameCount * stateCount)
        var bestOfFrame = [Float](repeating: 0, count: frameCount)
        let reach = max(1, Int(Double(longest) * 0.15))
        for frame in 0..<frameCount {
            let row = (frame % ringLength) * stateCount
            var best = -Float.infinity
            for state in 0..<stateCount {
                let earlier = frame - shortest - state
                var score: Float = 0
                var from = state
                if earlier >= 0 {
                    let earlierRow = (earlier % ringLength) * stateCount
                    score = -.infinity
                    for other in max(0, state - reach)...min(stateCount - 1, state + reach) {
                        let candidate = ring[earlierRow + other] - prices[state * stateCount + other]
                        if candidate > score {
                            score = candidate
                            from = other
                        }
                    }
                }
                score += observation[frame]
                ring[row + state] = score
                previous[frame * stateCount + state] = UInt8(from)
                best = max(best, score)
            }
            bestOfFrame[frame] = best
        }
        return backtrack(
            ring: ring, previous: previous, bestOfFrame: bestOfFrame, shortest: shortest, stateCount: stateCount,
            observation: observation)
    }

    private func backtrack(
        ring: [Float], previous: [UInt8], bestOfFrame: [Float], shortest: Int, stateCount: Int, observation: [Float]
    ) -> Path {
        let frameCount = bestOfFrame.count
        let ringLength = ring.count / stateCount
        // The last beat is the best-scored frame of the last interval.
        var frame = frameCount - 1
        for candidate in max(0, frameCount - ringLength + 1)..<frameCount
        where bestOfFrame[candidate] > bestOfFrame[frame] {
            frame = candidate
        }
        let row = (frame % ringLength) * stateCount
        var state = 0
        for other in 1..<stateCount where ring[row + other] > ring[row + state] { state = other }
        var path = Path()
        while frame >= 0 {
            path.frames.append(frame)
            path.meanStrength += observation[frame]
            let from = Int(previous[frame * stateCount + state])
            frame -= shortest + state
            state = from
        }
        path.frames.reverse()
        path.meanStrength /= Float(path.frames.count)
        return path
    }

    /// The mean onset strength at given frames.
    static func meanStrength(_ strength: [Float], at frames: [Int]) -> Float {
        let observation = tolerant(strength)
        return frames.reduce(0) { $0 + observation[$1] } / Float(max(1, frames.count))
    }

    private func transitionPrices(shortest: Int, stateCount: Int) -> [Float] {
        var prices = [Float](repeating: 0, count: stateCount * stateCount)
        for state in 0..<stateCount {
            for other in 0..<stateCount {
                let change = log(Double(shortest + state) / Double(shortest + other)) / intervalDeviation
                prices[state * stateCount + other] = Float(0.5 * change * change)
            }
        }
        return prices
    }

    /// Onsets a frame or two off still count, less.
    private static func tolerant(_ strength: [Float]) -> [Float] {
        let count = strength.count
        return (0..<count).map { i in
            var sum = strength[i]
            if i > 0 { sum += 0.7 * strength[i - 1] }
            if i + 1 < count { sum += 0.7 * strength[i + 1] }
            if i > 1 { sum += 0.3 * strength[i - 2] }
            if i + 2 < count { sum += 0.3 * strength[i + 2] }
            return sum / 2
        }
    }
}
