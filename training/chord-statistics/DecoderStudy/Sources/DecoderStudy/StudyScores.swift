@testable import Analysis
import MusicTheory

/// Means of named figures over songs, and how well confidences are met.
struct StudyScores {
    private var sums: [String: (total: Double, weight: Double)] = [:]
    private var bins: [String: [(confidence: Double, right: Double, weight: Double)]] = [:]

    mutating func add(_ name: String, _ value: Double) {
        let old = sums[name] ?? (0, 0)
        sums[name] = (old.total + value, old.weight + 1)
    }

    mutating func add(_ name: String, confidence: Double, right: Double, weight: Double = 1) {
        var list = bins[name] ?? Array(repeating: (0, 0, 0), count: 10)
        let bin = min(9, Int(confidence * 10))
        list[bin].confidence += confidence * weight
        list[bin].right += right * weight
        list[bin].weight += weight
        bins[name] = list
    }

    /// A line of figures in thousandths.
    func line(_ names: [String]) -> String {
        names.map { name in
            let mean = sums[name].map { $0.total / $0.weight } ?? error(name)
            return "\(name) \((1000 * mean).rounded() / 1000)"
        }.joined(separator: ", ")
    }

    /// Expected calibration error.
    private func error(_ name: String) -> Double {
        let list = bins[name] ?? []
        let total = list.reduce(0) { $0 + $1.weight }
        return list.reduce(0) { $0 + abs($1.confidence - $1.right) } / max(1e-9, total)
    }

    /// Shares of the time with the right root, root and third, state; segmentation; changes per true change.
    mutating func addChords(_ truth: [Int], _ estimate: [Int], prefix: String) {
        let known = zip(truth, estimate).filter { $0.0 >= 0 }
        let thirds = known.filter { $0.0 == 0 || third($0.0) != nil }
        guard !known.isEmpty, !thirds.isEmpty else { return }
        let roots = known.filter { $0 == $1 || $0 > 0 && $1 > 0 && ($0 - 1) % 12 == ($1 - 1) % 12 }
        let majmin = thirds.filter {
            $0 == $1 || $0 > 0 && $1 > 0 && ($0 - 1) % 12 == ($1 - 1) % 12 && third($0) == third($1)
        }
        add(prefix + "root", Double(roots.count) / Double(known.count))
        add(prefix + "majmin", Double(majmin.count) / Double(thirds.count))
        add(prefix + "state", Double(known.filter { $0 == $1 }.count) / Double(known.count))
        add(prefix + "segmentation", 1 - max(hamming(truth, estimate), hamming(estimate, truth)))
        add(prefix + "changes", changes(estimate) / max(1, changes(truth)))
    }

    private func third(_ state: Int) -> Int? { ChordStates.quality(state).intervals.first { $0 == 3 || $0 == 4 } }

    private func changes(_ states: [Int]) -> Double {
        Double(zip(states, states.dropFirst()).filter { $0 != $1 }.count)
    }

    /// Directional Hamming distance: what of each segment of the one the longest segment of the other leaves over.
    private func hamming(_ one: [Int], _ other: [Int]) -> Double {
        var (left, start) = (0, 0)
        for end in 1...one.count where end == one.count || one[end] != one[start] {
            var (longest, run) = (0, 0)
            for cell in start..<end {
                run = cell > start && other[cell] != other[cell - 1] ? 1 : run + 1
                longest = max(longest, run)
            }
            left += end - start - longest
            start = end
        }
        return Double(left) / Double(one.count)
    }
}
