import Glibc
import Tracks

/// Divides a song into sections, finds which of them repeat each other, and names those whose part in the song is clear.
struct FormAnalysis {
    private let input: FormInput

    /// An analysis of what is known of a song's bars.
    init(_ input: FormInput) { self.input = input }

    /// Sections from 0 to the song's end, in order and without gaps; empty for silence and for less than two bars.
    ///
    /// - Parameter beats: for the bar numbers of the sections' beginnings.
    func sections(beats: [Beat] = []) -> [Section] {
        guard input.barCount >= 2, input.hasMusic else { return [] }
        let similarity = BarSimilarity(input)
        let division = Division(input, similarity: similarity)
        let letters = FormAnalysis.letters(division.ranges, similarity: similarity)
        let kept = division.joined(letters)
        let names = FormAnalysis.names(kept, input: input)
        return kept.indices.map { index in
            let (range, letter) = (kept[index].range, kept[index].letter)
            let start = input.barLines[range.lowerBound]
            return Section(
                startSeconds: start, endSeconds: input.barLines[range.upperBound],
                startBar: beats.first { $0.timeSeconds > start - 0.01 }?.bar, letter: LetterClusters.name(letter),
                label: names[index]?.name.rawValue, confidence: kept[index].confidence)
        }
    }

    /// Letters by the probability that sections are repeats.
    static func letters(_ ranges: [Range<Int>], similarity: BarSimilarity) -> LetterClusters {
        let likeness = SectionLikeness(similarity)
        let count = ranges.count
        var probabilities = [Double](repeating: 1, count: count * count)
        for a in 0..<count {
            for b in 0..<a {
                let score = zip(likeness.features(ranges[a], ranges[b]), FormWeights.letters).reduce(Float(0)) {
                    $0 + $1.0 * $1.1
                }
                let value = 1 / (1 + exp(-Double(score)))
                probabilities[a * count + b] = value
                probabilities[b * count + a] = value
            }
        }
        return LetterClusters(probabilities: probabilities, count: count, threshold: FormWeights.letterThreshold)
    }

    private static func names(
        _ sections: [FormSection], input: FormInput
    ) -> [(name: SectionName, probability: Double)?] {
        // Without a vocal stem, and with a single section, nothing tells one name from another.
        guard input.hasStems, sections.count >= 3 else { return sections.map { _ in nil } }
        let singing = Singing.probabilities(input)
        var order: [Int: Int] = [:]
        for section in sections where order[section.letter] == nil { order[section.letter] = order.count }
        let cues = SectionCues(
            bars: sections.map { section in
                let lead = input.hasLeadIn && section.range.lowerBound == 0 && section.range.count > 1 ? 1 : 0
                return (section.range.count - lead) * input.barsPerRow
            },
            letters: sections.map { order[$0.letter] ?? 0 },
            voices: sections.map { section in
                section.range.reduce(0) { $0 + singing[$1] } / Double(max(1, section.range.count))
            })
        return NameModel(emission: NameWeights.emission, transition: NameWeights.transition).names(cues)
    }
}
