internal import Tracks
internal import Glibc

/// Measures of beat tracking (Davies, Degara & Plumbley, technical report C4DM-TR-09-06, 2009), with the constants and
/// the conventions of mir_eval 0.8.2 (Raffel et al., ISMIR 2014), so that figures compare with published ones.
public enum BeatMetrics {
    /// The F-measure of beats hit within `window` seconds on either side.
    public static func fMeasure(reference: EventTimes, estimate: EventTimes, window: Double = 0.07) -> Double {
        let matching = EventMatching.matching(
            reference: reference.seconds, estimate: estimate.seconds, window: window)
        return PrecisionRecall(
            hits: matching.count, referenceCount: reference.count, estimateCount: estimate.count
        ).fMeasure
    }

    /// Cemgil's accuracy (Cemgil et al., "On tempo tracking", Journal of New Music Research, 2001): hits weighted by a
    /// Gaussian of their error, at the reference's metrical level and at the one that fits best.
    ///
    /// - Parameter sigma: standard deviation of the Gaussian in seconds.
    public static func cemgil(
        reference: EventTimes, estimate: EventTimes, sigma: Double = 0.04
    ) -> (accuracy: Double, bestMetricalLevel: Double) {
        guard !reference.isEmpty, !estimate.isEmpty else { return (0, 0) }
        let accuracies = MetricalVariations.of(reference.seconds).map { beats in
            let hits = beats.reduce(0) { sum, beat in
                let error = nearest(to: beat, in: estimate.seconds).distance
                return sum + exp(-(error * error) / (2 * sigma * sigma))
            }
            return hits / (0.5 * Double(estimate.count + beats.count))
        }
        return (accuracies[0], accuracies.reduce(0, max))
    }

    /// McKinney's P-score (McKinney et al., "Evaluation of audio beat tracking and music tempo extraction algorithms",
    /// Journal of New Music Research, 2007): beats, rounded to 10 ms, that coincide within `threshold` of the median
    /// interval between the reference's.
    public static func pScore(reference: EventTimes, estimate: EventTimes, threshold: Double = 0.2) -> Double {
        guard reference.count > 1, estimate.count > 1 else { return 0 }
        let origin = min(reference.seconds[0], estimate.seconds[0])
        let references = pulses(reference.seconds, from: origin)
        let estimates = pulses(estimate.seconds, from: origin)
        guard let interval = Median.of(zip(references, references.dropFirst()).map { Double($1 - $0) }) else {
            return 0
        }
        let window = Int((threshold * interval).rounded(.toNearestOrEven))
        var hits = 0
        var (low, high) = (0, 0)
        for pulse in references {
            while low < estimates.count, estimates[low] < pulse - window { low += 1 }
            while high < estimates.count, estimates[high] <= pulse + window { high += 1 }
            hits += high - low
        }
        return Double(hits) / Double(max(reference.count, estimate.count))
    }

    /// Places on a grid of 10 ms, each once.
    private static func pulses(_ seconds: [Double], from origin: Double) -> [Int] {
        var pulses: [Int] = []
        for time in seconds {
            let place = Int(((time - origin) * 100).rounded(.up))
            if pulses.last != place { pulses.append(place) }
        }
        return pulses
    }

    /// The first of the nearest times and its distance, in an ordered list that is not empty.
    static func nearest(to time: Double, in times: [Double]) -> (index: Int, distance: Double) {
        let after = times.partitioningIndex { $0 >= time }
        var best = after
        if after == times.count || (after > 0 && abs(time - times[after - 1]) <= abs(time - times[after])) {
            best = after - 1
        }
        while best > 0, times[best - 1] == times[best] { best -= 1 }
        return (best, abs(time - times[best]))
    }
}
