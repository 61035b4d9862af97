/// Where a song's sections lie.
struct Division: Sendable {
    /// Lines whose evidence adds less to the score of a line without any are no boundaries: a long stretch is not cut
    /// for its length only.
    private static let leastEvidence: Float = 0.25
    /// Lines that score less do not part sections of one letter.
    private static let leastScore: Float = 0

    /// Rows of each section.
    let ranges: [Range<Int>]
    /// How probable it is that a section begins with each of `ranges`.
    private let probabilities: [Double]
    /// Score of the evidence at the beginning of each of `ranges`.
    private let scores: [Float]

    init(_ input: FormInput, similarity: BarSimilarity) {
        let evidence = BoundaryEvidence(input, similarity: similarity)
        let lines = (0..<evidence.lineCount).map { line in
            var sum = FormWeights.lineBias
            for i in 0..<BoundaryEvidence.count {
                sum += evidence.values[line * BoundaryEvidence.count + i] * FormWeights.lines[i]
            }
            return sum
        }
        let lattice = SectionLattice(
            lineScores: lines, barsPerRow: input.barsPerRow, hasLeadIn: input.hasLeadIn,
            lengthWeights: FormWeights.lengths)
        let starts = lattice.best().filter {
            $0 == 0 || lines[$0 - 1] >= FormWeights.lineBias + Division.leastEvidence
        }
        let all = lattice.probabilities()
        ranges = zip(starts, starts.dropFirst() + [input.barCount]).map { $0..<$1 }
        probabilities = starts.map { all[$0] }
        scores = starts.map { $0 == 0 ? 0 : lines[$0 - 1] }
    }

    /// The sections with their letters. Neighbours of one letter that little but their length parts are put together.
    func joined(_ letters: LetterClusters) -> [FormSection] {
        var sections: [FormSection] = []
        for index in ranges.indices {
            let isApart =
                index == 0 || scores[index] >= Division.leastScore
                || letters.indices[index] != letters.indices[index - 1]
            guard isApart else {
                sections[sections.count - 1].range =
                    sections[sections.count - 1].range.lowerBound..<ranges[index].upperBound
                continue
            }
            // The song's beginning is certain; that the first section is one is as sure as its end or its repeat.
            let probability =
                index > 0
                ? probabilities[index]
                : max(letters.likeness[0], ranges.count > 1 ? probabilities[1] : 0)
            sections.append(
                FormSection(
                    range: ranges[index], letter: letters.indices[index],
                    confidence: min(1, max(0, probability))))
        }
        return sections
    }
}
