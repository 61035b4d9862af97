extension BeatMetrics {
    /// Continuity (Hainsworth & Macleod, "Particle filtering applied to musical tempo tracking", EURASIP Journal on
    /// Applied Signal Processing, 2004; Klapuri, Eronen & Astola, 2006): a beat is correct when it is near a reference
    /// beat and its interval is near the reference's, both relative to that interval.
    ///
    /// - Parameters:
    ///   - phaseThreshold: largest distance to the reference beat, in intervals.
    ///   - periodThreshold: largest deviation of the interval, in intervals.
    public static func continuity(
        reference: EventTimes, estimate: EventTimes, phaseThreshold: Double = 0.175, periodThreshold: Double = 0.175
    ) -> BeatContinuity {
        guard reference.count > 1, estimate.count > 1 else {
            return BeatContinuity(
                correctLevelContinuous: 0, correctLevelTotal: 0, anyLevelContinuous: 0, anyLevelTotal: 0)
        }
        let shares = MetricalVariations.of(reference.seconds).map { beats in
            let successes = successes(
                beats, estimate.seconds, phaseThreshold: phaseThreshold, periodThreshold: periodThreshold)
            let count = Double(max(beats.count, estimate.count))
            let longest = successes.split(separator: false).map(\.count).reduce(0, max)
            return (continuous: Double(longest) / count, total: Double(successes.count { $0 }) / count)
        }
        return BeatContinuity(
            correctLevelContinuous: shares[0].continuous, correctLevelTotal: shares[0].total,
            anyLevelContinuous: shares.map(\.continuous).reduce(0, max),
            anyLevelTotal: shares.map(\.total).reduce(0, max))
    }

    /// Whether each estimated beat is correct; each reference beat is taken once.
    private static func successes(
        _ reference: [Double], _ estimate: [Double], phaseThreshold: Double, periodThreshold: Double
    ) -> [Bool] {
        var isTaken = [Bool](repeating: false, count: reference.count)
        return estimate.indices.map { index in
            let (place, distance) = nearest(to: estimate[index], in: reference)
            guard !isTaken[place] else { return false }
            // The interval before the beat; at the start, where there is none, the one after it.
            let looksBack = index > 0 && place > 0
            let referenceInterval = interval(at: place, in: reference, looksBack: looksBack)
            guard referenceInterval > 0 else { return false }
            let estimateInterval = interval(at: index, in: estimate, looksBack: looksBack)
            let phase = distance / referenceInterval
            let period = abs(1 - estimateInterval / referenceInterval)
            guard phase < phaseThreshold, period < periodThreshold else { return false }
            isTaken[place] = true
            return true
        }
    }

    private static func interval(at index: Int, in times: [Double], looksBack: Bool) -> Double {
        if !looksBack, index + 1 < times.count { return times[index + 1] - times[index] }
        return index > 0 ? times[index] - times[index - 1] : 0
    }
}
