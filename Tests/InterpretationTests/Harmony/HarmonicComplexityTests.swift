import Testing
import Tracks

@testable import Interpretation

@Suite struct HarmonicComplexityTests {
    @Test func `a value's degree lies between its percentiles`() {
        let percentiles = [0.0, 0, 0, 1, 2, 3, 4, 5, 6, 8, 10]
        func degree(_ value: Double) -> Double { HarmonicComplexity.degree(of: value, among: percentiles) }
        #expect(degree(-1) == 0)
        #expect(degree(0) == 0)
        #expect(degree(1) == 0.3)
        #expect(abs(degree(7) - 0.85) < 1e-12)
        #expect(degree(10) == 1)
        #expect(degree(99) == 1)
    }

    @Test func `each part has its percentiles in order`() {
        #expect(ComplexityAnchors.percents.count == 11)
        for (name, values) in ComplexityAnchors.percentiles {
            #expect(values.count == 11, "\(name)")
            #expect(values == values.sorted(), "\(name)")
        }
    }

    @Test func `jazz is more complex than three chords`() throws {
        let plain = SongOnPaper(["C:maj", "F:maj", "G:maj", "C:maj"].times(4), key: "C major").results()
        let rich = SongOnPaper(
            ["C:maj7 A:7/3", "D:min7 G:7", "E:min7 Eb:7", "Ab:maj7 G:7/5", "F:min7/b3 Bb:7", "E:hdim7 A:7"].times(3),
            key: "C major"
        ).results()
        let (low, high) = (try #require(plain.complexity), try #require(rich.complexity))
        #expect(low < 0.4)
        #expect(high > 0.6)
        #expect(high <= 1)
        #expect(plain.complexityLabel == "simple" || plain.complexityLabel == "very simple")
        #expect(rich.complexityLabel == "rich" || rich.complexityLabel == "very rich")
    }

    @Test func `complexity is the mean of its parts and each has its sentence`() throws {
        let results = SongOnPaper(["C:maj", "A:min7", "F:maj/3", "Bb:maj"].times(4), key: "C major").results()
        let degrees = results.complexityParts.map(\.degree)
        #expect(degrees.count == 8)
        #expect(abs((try #require(results.complexity)) - degrees.reduce(0, +) / 8) < 1e-12)
        #expect(results.complexityReasons?.count == 8)
        let parts = Dictionary(uniqueKeysWithValues: results.complexityParts.map { ($0.name, $0.value) })
        #expect(parts["distinct_chords"] == 4)
        #expect(parts["chromatic_share"] == 0.25)
        #expect(parts["four_note_share"] == 0.25)
        #expect(parts["inversion_share"] == 0.25)
        #expect(parts["chord_entropy_bits"] == 0)
    }

    @Test func `the same song gives the same figures again`() {
        let song = SongOnPaper(["C:maj", "A:min7", "F:maj/3", "Bb:maj", "E:min G:7"].times(3), key: "C major")
        #expect(song.results() == song.results())
    }

    @Test func `numbers are written with their digits`() {
        #expect(Figures.text(1.005, 2) == "1.00" || Figures.text(1.005, 2) == "1.01")
        #expect(Figures.text(0.05, 2) == "0.05")
        #expect(Figures.text(-2.5, 1) == "-2.5")
        #expect(Figures.text(12, 0) == "12")
        #expect(Figures.percent(0.256) == "26 %")
    }
}
