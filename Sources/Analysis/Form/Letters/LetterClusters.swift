/// Sections that repeat each other under one letter: average-linkage clustering of how probable it is that two sections
/// are repeats.
struct LetterClusters: Sendable, Equatable {
    /// Index of the letter by section, in order of appearance.
    let indices: [Int]
    /// How probable it is that a section repeats the likest other one of its letter; 0 for the only one.
    let likeness: [Double]

    /// - Parameters:
    ///   - probabilities: of being repeats [count, count], symmetric.
    ///   - threshold: the least mean probability in a cluster.
    init(probabilities: [Double], count: Int, threshold: Double) {
        precondition(probabilities.count == count * count)
        var clusters = (0..<count).map { [$0] }
        while clusters.count > 1 {
            var best: (first: Int, second: Int, mean: Double)?
            for a in clusters.indices {
                for b in (a + 1)..<clusters.count where b > a {
                    var sum = 0.0
                    for x in clusters[a] { for y in clusters[b] { sum += probabilities[x * count + y] } }
                    let mean = sum / Double(clusters[a].count * clusters[b].count)
                    if mean >= threshold, mean > (best?.mean ?? -1) { best = (a, b, mean) }
                }
            }
            guard let (first, second, _) = best else { break }
            clusters[first] += clusters[second]
            clusters.remove(at: second)
        }
        var indices = [Int](repeating: 0, count: count)
        var likeness = [Double](repeating: 0, count: count)
        for (letter, members) in clusters.map({ $0.sorted() }).sorted(by: { $0[0] < $1[0] }).enumerated() {
            for member in members {
                indices[member] = letter
                for other in members where other != member {
                    likeness[member] = max(likeness[member], probabilities[member * count + other])
                }
            }
        }
        self.indices = indices
        self.likeness = likeness
    }

    /// "A" ... "Z", "AA", "AB", ...
    static func name(_ index: Int) -> String {
        let letter = String(UnicodeScalar(UInt8(65 + index % 26)))
        return index < 26 ? letter : name(index / 26 - 1) + letter
    }
}
