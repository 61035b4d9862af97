/// How much of a song is in the twelve-bar form of the blues.
struct TwelveBarForm {
    /// Semitones above the tonic that each bar may have as its root; the empty set is any.
    private static let form: [Set<Int>] = [
        [0], [0, 5], [0], [0], [5], [5, 6], [0], [0, 9], [7, 2, 8], [5, 7], [0], [0, 7],
    ]
    /// Bars of a chorus that may differ.
    private static let allowedMisses = 1

    /// Share of the bars that lie in a chorus of twelve, 0...1.
    let share: Double

    /// - Parameter roots: root of each bar in semitones above the tonic, or `nil` where none is known.
    init(_ roots: [Int?]) {
        var (bar, covered) = (0, 0)
        while bar + Self.form.count <= roots.count {
            let misses = zip(Self.form, roots[bar...]).count { allowed, root in
                root.map { !allowed.contains($0) } ?? true
            }
            // Twelve bars of one chord fit most of the form without being one.
            if misses <= Self.allowedMisses, roots[bar + 4] == 5 || roots[bar + 5] == 5 {
                covered += Self.form.count
                bar += Self.form.count
            } else {
                bar += 1
            }
        }
        share = roots.isEmpty ? 0 : Double(covered) / Double(roots.count)
    }
}
