import Testing

@testable import Interpretation

struct TwelveBarFormTests {
    private static let chorus: [Int?] = [0, 0, 0, 0, 5, 5, 0, 0, 7, 5, 0, 7]

    @Test func `two choruses of twelve bars are the form throughout`() {
        #expect(TwelveBarForm(Self.chorus + Self.chorus).share == 1)
    }

    @Test func `an introduction of four bars is not counted`() {
        #expect(TwelveBarForm([0, 0, 0, 7] + Self.chorus).share == 0.75)
    }

    @Test func `the quick change and one other chord are allowed`() {
        #expect(TwelveBarForm([0, 5, 0, 0, 5, 5, 0, 0, 7, 5, 0, 3]).share == 1)
    }

    @Test func `one chord, a loop of four and silence are not the form`() {
        #expect(TwelveBarForm(Array(repeating: 0, count: 24)).share == 0)
        #expect(TwelveBarForm((0..<24).map { [0, 7, 9, 5][$0 % 4] }).share == 0)
        #expect(TwelveBarForm(Array(repeating: nil, count: 24)).share == 0)
        #expect(TwelveBarForm([]).share == 0)
    }
}
