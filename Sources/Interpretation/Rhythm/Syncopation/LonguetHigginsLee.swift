/// Syncopation after Longuet-Higgins & Lee (The Rhythmic Interpretation of Monophonic Music, Music Perception 1984): a
/// note on a weak position that is held or followed by silence over a stronger one.
enum LonguetHigginsLee {
    private enum Node {
        case note(weight: Int)
        case rest(weight: Int)
    }

    /// What a bar adds up to.
    struct Result: Equatable {
        /// Sum over the rests and ties of how much stronger their positions are than the note before; 0 where nothing
        /// is syncopated.
        let syncopation: Int
        /// Weight of the bar's last note; `nil` for an empty bar.
        let lastNoteWeight: Int?
    }

    /// The syncopation of one bar.
    ///
    /// - Parameters:
    ///   - pattern: whether a note begins at each position of the tree's lowest level.
    ///   - weightBefore: weight of the last note of the bar before.
    static func syncopation(of pattern: [Bool], tree: MetricalTree, weightBefore: Int? = nil) -> Result {
        precondition(pattern.count == tree.positionCount, "The pattern and the metrical tree differ in length.")
        var nodes: [Node] = []
        divide(pattern[...], weight: 0, level: 0, divisions: tree.divisions, into: &nodes)
        var notes = weightBefore.map { [$0] } ?? []
        var (sum, last) = (0, Int?.none)
        for node in nodes {
            switch node {
            case .note(let weight):
                notes.append(weight)
                last = weight
            case .rest(let weight):
                // The nearest note that is no stronger.
                if let note = notes.last(where: { $0 <= weight }) { sum += weight - note }
            }
        }
        return Result(syncopation: sum, lastNoteWeight: last)
    }

    /// The most that a bar of this tree can have: notes on all positions of the lowest level only.
    static func maximum(of tree: MetricalTree) -> Int {
        tree.weights.reduce(0) { $0 + $1 - tree.lowestWeight }
    }

    /// What begins with a note and has no other, or is silent, is not divided further.
    private static func divide(
        _ pattern: ArraySlice<Bool>, weight: Int, level: Int, divisions: [Int], into nodes: inout [Node]
    ) {
        guard pattern.dropFirst().contains(true) || !(pattern.first ?? false) && pattern.contains(true) else {
            nodes.append(pattern.first == true ? .note(weight: weight) : .rest(weight: weight))
            return
        }
        let length = pattern.count / divisions[level]
        for part in 0..<divisions[level] {
            let start = pattern.startIndex + part * length
            divide(
                pattern[start..<start + length], weight: part == 0 ? weight : -level - 1, level: level + 1,
                divisions: divisions, into: &nodes)
        }
    }
}
