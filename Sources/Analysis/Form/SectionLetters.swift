/// Gives sections that repeat each other the same letter: average-linkage clustering of their similarity along the best
/// diagonal.
struct SectionLetters {
    /// Similarity [bars, bars].
    let similarity: [Float]
    let barCount: Int
    /// Sections as ranges of bars.
    let sections: [Range<Int>]
    private static let sameSection: Float = 0.7

    /// An index of a letter by section, in order of appearance, and how alike a section is to the others of its letter.
    func letters() -> (indices: [Int], likeness: [Float]) {
        let count = sections.count
        var alike = [Float](repeating: 1, count: count * count)
        for a in 0..<count {
            for b in 0..<a {
                let value = likeness(sections[a], sections[b])
                alike[a * count + b] = value
                alike[b * count + a] = value
            }
        }
        var clusters = sections.indices.map { [$0] }
        while let (first, second, _) = closestPair(clusters, alike) {
            clusters[first] += clusters[second]
            clusters.remove(at: second)
        }
        var indices = [Int](repeating: 0, count: count)
        for (letter, members) in clusters.map({ $0.sorted() }).sorted(by: { $0[0] < $1[0] }).enumerated() {
            for member in members { indices[member] = letter }
        }
        let likenesses = sections.indices.map { a -> Float in
            let others = sections.indices.filter { $0 != a && indices[$0] == indices[a] }
            return others.reduce(0) { max($0, alike[a * count + $1]) }
        }
        return (indices, likenesses)
    }

    private func closestPair(_ clusters: [[Int]], _ alike: [Float]) -> (Int, Int, Float)? {
        var best: (Int, Int, Float)?
        for a in clusters.indices {
            for b in clusters.indices where b > a {
                var sum: Float = 0
                for x in clusters[a] { for y in clusters[b] { sum += alike[x * sections.count + y] } }
                let mean = sum / Float(clusters[a].count * clusters[b].count)
                if mean >= SectionLetters.sameSection, mean > (best?.2 ?? 0) { best = (a, b, mean) }
            }
        }
        return best
    }

    /// The mean similarity of two sections bar by bar, the shorter one laid over the longer one where it fits best.
    private func likeness(_ a: Range<Int>, _ b: Range<Int>) -> Float {
        let (short, long) = a.count <= b.count ? (a, b) : (b, a)
        // A quarter as long is a fragment, not a repeat.
        guard short.count * 4 > long.count else { return 0 }
        var best: Float = 0
        for shift in stride(from: 0, through: long.count - short.count, by: 1) {
            var sum: Float = 0
            for i in 0..<short.count {
                sum += similarity[(short.lowerBound + i) * barCount + long.lowerBound + shift + i]
            }
            best = max(best, sum / Float(short.count))
        }
        return best
    }
}
