import Glibc

/// Names sections by their cues: a linear-chain conditional random field (Lafferty, McCallum & Pereira, ICML 2001) that
/// was trained on the McGill Billboard annotations.
struct NameModel: Sendable {
    /// A name is printed where it is at least so probable. Of charts that the model was not trained on it names 61 % of
    /// the time then, 89 % of it rightly; of charts as roughly known as the analysis knows songs 43 %, 86 % rightly.
    static let leastProbability = 0.7
    /// ... or so probable where another section of its letter is called so.
    static let leastProbabilityOfRepeats = 0.6
    /// A solo and a pre-chorus are called so only where they are this probable: they are taken for others too easily.
    static let leastProbabilityOfRareNames = 0.8
    private static let classCount = SectionName.allCases.count

    /// Scores of names by cue [SectionCues.count, classCount] and of one name after another [classCount, classCount].
    let emission: [Double]
    let transition: [Double]

    init(emission: [Double], transition: [Double]) {
        precondition(emission.count == SectionCues.count * NameModel.classCount)
        precondition(transition.count == NameModel.classCount * NameModel.classCount)
        self.emission = emission
        self.transition = transition
    }

    /// The name to print for each section with its probability, or `nil` where none is sure enough.
    func names(_ cues: SectionCues) -> [(name: SectionName, probability: Double)?] {
        let all = probabilities(cues)
        let sure = all.map { NameModel.printed($0) }
        return all.indices.map { index in
            if let name = sure[index] { return name }
            guard let likely = NameModel.printed(all[index], atLeast: NameModel.leastProbabilityOfRepeats),
                [.verse, .chorus, .bridge].contains(likely.name),
                all.indices.contains(where: { cues.letters[$0] == cues.letters[index] && sure[$0]?.name == likely.name }
                )
            else { return nil }
            return likely
        }
    }

    /// What is sure enough of the probabilities of the names; a solo that may also be another instrumental is called
    /// instrumental.
    static func printed(
        _ probabilities: [Double], atLeast leastProbability: Double = leastProbability
    ) -> (name: SectionName, probability: Double)? {
        let probability = { (name: SectionName) in
            SectionName.allCases.firstIndex(of: name).map { probabilities[$0] } ?? 0
        }
        guard let best = SectionName.allCases.max(by: { probability($0) < probability($1) }) else { return nil }
        switch best {
        case .other: return nil
        case .solo, .instrumental:
            if probability(.solo) >= leastProbabilityOfRareNames { return (.solo, probability(.solo)) }
            let both = probability(.solo) + probability(.instrumental)
            return both >= leastProbability ? (.instrumental, both) : nil
        case .preChorus where probability(.preChorus) < leastProbabilityOfRareNames: return nil
        default: return probability(best) >= leastProbability ? (best, probability(best)) : nil
        }
    }

    /// Probabilities of the names of each section, in the order of `SectionName.allCases`.
    func probabilities(_ cues: SectionCues) -> [[Double]] {
        let classes = 0..<NameModel.classCount
        let scores = cues.rows().map { row in
            classes.map { name in
                row.indices.reduce(0.0) { $0 + row[$1] * emission[$1 * NameModel.classCount + name] }
            }
        }
        guard let first = scores.first else { return [] }
        var forward = [first]
        for row in scores.dropFirst() {
            let last = forward[forward.count - 1]
            forward.append(
                classes.map { name in
                    row[name]
                        + NameModel.logSum(classes.map { last[$0] + transition[$0 * NameModel.classCount + name] })
                })
        }
        var backward = [[Double](repeating: 0, count: NameModel.classCount)]
        for row in scores.dropFirst().reversed() {
            let next = backward[backward.count - 1]
            backward.append(
                classes.map { name in
                    NameModel.logSum(classes.map { transition[name * NameModel.classCount + $0] + row[$0] + next[$0] })
                })
        }
        let total = NameModel.logSum(forward[forward.count - 1])
        return zip(forward, backward.reversed()).map { before, after in
            classes.map { exp(before[$0] + after[$0] - total) }
        }
    }

    private static func logSum(_ values: [Double]) -> Double {
        let peak = values.max() ?? 0
        return peak + log(values.reduce(0) { $0 + exp($1 - peak) })
    }
}
