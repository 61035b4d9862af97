import Tracks

/// Which estimated events hit which reference events.
public enum EventMatching {
    /// The most pairs no further apart than `window` seconds in which every event occurs at most once.
    public static func matching(reference: [Double], estimate: [Double], window: Double) -> BipartiteMatching {
        // Sorted references, so that each estimate's candidates are one stretch.
        let order = reference.indices.sorted { (reference[$0], $0) < (reference[$1], $1) }
        let sorted = order.map { reference[$0] }
        let candidates = estimate.map { time in
            let first = sorted.partitioningIndex { $0 >= time - window }
            let end = sorted.partitioningIndex { $0 > time + window }
            return first < end ? Array(order[first..<end]) : []
        }
        return BipartiteMatching(candidates: candidates, referenceCount: reference.count)
    }
}
