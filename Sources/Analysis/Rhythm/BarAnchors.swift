/// Counts the beats of bars from where a user says that bars begin.
struct BarAnchors {
    /// Times at which bars begin.
    let seconds: [Double]
    let beatsPerBar: Int
    /// Whether bars are counted though no beginning is given, from the first that was found.
    let isCounted: Bool

    /// Positions in the bar by beat; as they were found where the user has said nothing.
    func positions(_ found: [Int], times: [Double]) -> [Int] {
        var anchors = Set(
            seconds.compactMap { time in
                times.indices.min { abs(times[$0] - time) < abs(times[$1] - time) }
            }
        ).sorted()
        if anchors.isEmpty, isCounted { anchors = [found.firstIndex(of: 0) ?? 0] }
        guard let first = anchors.first else { return found }
        return times.indices.map { beat in
            // Before the first one the bars are counted backwards, after each one forwards.
            let anchor = anchors.last { $0 <= beat } ?? first
            return ((beat - anchor) % beatsPerBar + beatsPerBar) % beatsPerBar
        }
    }
}
