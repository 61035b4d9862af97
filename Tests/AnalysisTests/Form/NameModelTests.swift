import Glibc
import Testing

@testable import Analysis

@Suite struct NameModelTests {
    private static let cues = SectionCues(
        bars: [4, 8, 8, 16], letters: [0, 1, 2, 1], voices: [0.1, 0.9, 0.8, 0.7])

    /// Intro, verse, chorus, verse, chorus, bridge, chorus, outro.
    private static let pop = SectionCues(
        bars: [8, 16, 16, 16, 16, 8, 16, 8], letters: [0, 1, 2, 1, 2, 3, 2, 4],
        voices: [0, 0.95, 1, 0.95, 1, 0.9, 1, 0])

    @Test func `probabilities are those of all sequences of names`() {
        var noise = Noise(seed: 5)
        let classes = SectionName.allCases.count
        let emission = (0..<SectionCues.count * classes).map { _ in Double(noise.next()) }
        let transition = (0..<classes * classes).map { _ in Double(noise.next()) }
        let rows = Self.cues.rows()
        var sums = [Double](repeating: 0, count: rows.count * classes)
        var total = 0.0
        for code in 0..<Int(pow(Double(classes), Double(rows.count))) {
            var (rest, names): (Int, [Int]) = (code, [])
            for _ in rows {
                names.append(rest % classes)
                rest /= classes
            }
            var score = 0.0
            for (row, name) in zip(rows, names) {
                for cue in row.indices { score += row[cue] * emission[cue * classes + name] }
            }
            for (one, next) in zip(names, names.dropFirst()) { score += transition[one * classes + next] }
            total += exp(score)
            for (row, name) in names.enumerated() { sums[row * classes + name] += exp(score) }
        }
        let found = NameModel(emission: emission, transition: transition).probabilities(Self.cues)
        for row in rows.indices {
            for name in 0..<classes {
                #expect(abs(found[row][name] - sums[row * classes + name] / total) < 1e-9)
            }
        }
    }

    @Test func `the parts of a common song are named`() {
        let model = NameModel(emission: NameWeights.emission, transition: NameWeights.transition)
        let names = model.names(Self.pop).map { $0?.name }
        #expect(names[0] == .intro)
        #expect(names[1] == .verse)
        #expect(names[2] == .chorus)
        #expect(names[4] == .chorus)
        #expect(names[7] == .outro)
        for probabilities in model.probabilities(Self.pop) {
            #expect(abs(probabilities.reduce(0, +) - 1) < 1e-9)
        }
    }

    @Test func `what is not sure is not named`() {
        var probabilities = [Double](repeating: 0.05, count: SectionName.allCases.count)
        probabilities[1] = 0.6
        #expect(NameModel.printed(probabilities) == nil)
        probabilities = [0, 0.02, 0, 0, 0, 0.5, 0.45, 0, 0.03]
        #expect(NameModel.printed(probabilities)?.name == .instrumental)
        probabilities = [0, 0, 0, 0, 0, 0.9, 0.1, 0, 0]
        #expect(NameModel.printed(probabilities)?.name == .solo)
        probabilities = [0, 0, 0, 0, 0, 0, 0, 0, 1]
        #expect(NameModel.printed(probabilities) == nil)
    }

    @Test func `cues are those that the model was trained on`() {
        // Sums over the sections as `training/section-names/cues.py` computes them.
        let rows = Self.pop.rows()
        #expect(rows.allSatisfy { $0.count == SectionCues.count })
        for (cue, expected) in SectionCueSums.expected.enumerated() {
            let sum = rows.enumerated().reduce(0) { $0 + Double($1.offset + 1) * $1.element[cue] }
            #expect(abs(sum - expected) < 1e-6, "cue \(cue)")
        }
    }
}
