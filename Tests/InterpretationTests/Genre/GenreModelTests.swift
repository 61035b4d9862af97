import Glibc
import Testing

@testable import Interpretation

struct GenreModelTests {
    private static let row = Array(repeating: "0", count: Genre.allCases.count - 1).joined(separator: " ")
    private static let model = GenreModel(
        table: """
            temperature 2
            constants 0 \(row)
            feature bpm 80 160
            100 1 \(row)
            120 3 \(row)
            feature backbeat_share 0 1
            0 -1 \(row)
            1 1 \(row)
            """)

    @Test func `between its knots a curve is a line, beyond them level`() throws {
        let curve = try #require(Self.model.curves[.bpm])
        #expect(curve.contributions(at: 105)[0] == 1.5)
        #expect(curve.contributions(at: 100)[0] == 1)
        #expect(curve.contributions(at: 20)[0] == 1)
        #expect(curve.contributions(at: 500)[0] == 3)
        #expect(curve.contributions(at: 105)[1] == 0)
    }

    @Test func `probabilities are those of the sum over the temperature`() {
        let features = GenreFeatures(values: [.bpm: 120, .backbeatShare: 0.5])
        let ranked = Self.model.probabilities(of: features)
        let expected = exp(1.5) / (exp(1.5) + Double(Genre.allCases.count - 1))
        #expect(ranked[0].genre == Genre.allCases[0])
        #expect(abs(ranked[0].probability - expected) < 1e-12)
        #expect(abs(ranked.reduce(0) { $0 + $1.probability } - 1) < 1e-12)
        #expect(Self.model.contributions(to: Genre.allCases[0], of: features) == [.bpm: 3, .backbeatShare: 0])
    }

    @Test func `a value further off than half of what was seen is strange`() throws {
        let curve = try #require(Self.model.curves[.bpm])
        #expect(!curve.isStrange(41))
        #expect(curve.isStrange(39))
        #expect(curve.isStrange(201))
        #expect(Self.model.strangeShare(of: GenreFeatures(values: [.bpm: 300, .backbeatShare: 0.5])) == 0.5)
    }

    @Test func `the table that is built in is whole`() {
        let model = GenreModel.trained
        #expect(model.curves.count >= 40)
        for (feature, curve) in model.curves {
            #expect(zip(curve.knots, curve.knots.dropFirst()).allSatisfy { $0 < $1 }, "\(feature)")
            #expect(curve.knots.count >= 2 && curve.knots.count == curve.weights.count, "\(feature)")
        }
    }
}
