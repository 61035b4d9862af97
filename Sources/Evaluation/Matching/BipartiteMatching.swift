/// Largest matchings of a bipartite graph (Hopcroft & Karp, "An n^5/2 algorithm for maximum matchings in bipartite
/// graphs", SIAM Journal on Computing, 1973): each reference event is found by at most one estimated event.
public struct BipartiteMatching: Sendable {
    /// For each reference event the estimated event that found it.
    public private(set) var estimateOfReference: [Int?]
    private let candidates: [[Int]]
    /// Estimates that have candidates, in the order in which their first one comes.
    private let estimates: [Int]

    /// Matches a graph.
    ///
    /// - Parameters:
    ///   - candidates: for each estimated event the reference events that it may be, in order.
    ///   - referenceCount: number of reference events.
    public init(candidates: [[Int]], referenceCount: Int) {
        self.candidates = candidates
        estimateOfReference = Array(repeating: nil, count: referenceCount)
        // Among matchings of one size, which one is found depends on the order; average overlaps depend on which one.
        estimates = candidates.indices.filter { !candidates[$0].isEmpty }
            .sorted { (candidates[$0][0], $0) < (candidates[$1][0], $1) }
        for estimate in estimates {
            if let free = candidates[estimate].first(where: { estimateOfReference[$0] == nil }) {
                estimateOfReference[free] = estimate
            }
        }
        while augment() {}
    }

    /// Number of pairs.
    public var count: Int { estimateOfReference.count { $0 != nil } }

    /// Pairs by reference.
    public var pairs: [(reference: Int, estimate: Int)] {
        estimateOfReference.enumerated().compactMap { index, estimate in estimate.map { (index, $0) } }
    }

    /// One phase: shortest alternating paths, as many as do not meet; false where there are none.
    private mutating func augment() -> Bool {
        var layers = AlternatingLayers(estimateCount: candidates.count, referenceCount: estimateOfReference.count)
        for estimate in estimates { layers.predecessorOfEstimate[estimate] = .start }
        for case let estimate? in estimateOfReference { layers.predecessorOfEstimate[estimate] = .unreached }
        var layer = estimates.filter { layers.predecessorOfEstimate[$0] == .start }
        var unmatched: [Int] = []
        while !layer.isEmpty, unmatched.isEmpty {
            var reached: [Int] = []
            var predecessors: [Int: [Int]] = [:]
            for estimate in layer {
                for reference in candidates[estimate] where layers.predecessorsOfReference[reference] == nil {
                    if predecessors[reference] == nil { reached.append(reference) }
                    predecessors[reference, default: []].append(estimate)
                }
            }
            layer = []
            for reference in reached {
                layers.predecessorsOfReference[reference] = predecessors[reference]
                if let estimate = estimateOfReference[reference] {
                    layer.append(estimate)
                    layers.predecessorOfEstimate[estimate] = .reference(reference)
                } else {
                    unmatched.append(reference)
                }
            }
        }
        for reference in unmatched { augmentPath(endingAt: reference, &layers) }
        return !unmatched.isEmpty
    }

    /// Flips the path back from a free reference event, where one is left in the layers.
    private mutating func augmentPath(endingAt reference: Int, _ layers: inout AlternatingLayers) {
        // A stack of its own: a path may be as long as the song has notes.
        var path: [(reference: Int, untried: ArraySlice<Int>)] = []
        func push(_ reference: Int) {
            guard let untried = layers.predecessorsOfReference[reference] else { return }
            layers.predecessorsOfReference[reference] = nil
            path.append((reference, untried[...]))
        }
        push(reference)
        var chosen: [(reference: Int, estimate: Int)] = []
        while let top = path.last {
            guard let estimate = top.untried.first else {
                path.removeLast()
                if !chosen.isEmpty { chosen.removeLast() }
                continue
            }
            path[path.count - 1].untried = top.untried.dropFirst()
            let predecessor = layers.predecessorOfEstimate[estimate]
            layers.predecessorOfEstimate[estimate] = .unreached
            switch predecessor {
            case .unreached: continue
            case .start:
                chosen.append((top.reference, estimate))
                for pair in chosen { estimateOfReference[pair.reference] = pair.estimate }
                return
            case .reference(let next):
                let depth = path.count
                push(next)
                if path.count > depth { chosen.append((top.reference, estimate)) }
            }
        }
    }
}

/// How the alternating paths of one phase reach each event.
private struct AlternatingLayers {
    enum Predecessor: Equatable {
        case unreached, start
        case reference(Int)
    }

    var predecessorOfEstimate: [Predecessor]
    var predecessorsOfReference: [[Int]?]

    init(estimateCount: Int, referenceCount: Int) {
        predecessorOfEstimate = Array(repeating: .unreached, count: estimateCount)
        predecessorsOfReference = Array(repeating: nil, count: referenceCount)
    }
}
