import MusicTheory
import Testing

@Suite struct KeyRelationTests {
    @Test func `closely related keys are one step or less away`() throws {
        for key in Key.all {
            #expect(Set(key.closelyRelated).count == 5)
            #expect(key.closelyRelated.allSatisfy { key.fifthsDistance(to: $0) <= 1 })
            #expect(Key.all.filter { key.fifthsDistance(to: $0) <= 1 && $0 != key }.count == 5)
            #expect(key.parallel.parallel == key)
            #expect(key.fifthsDistance(to: key.parallel) == 3)
            #expect(key.dominantKey.subdominantKey == key)
        }
        let key = try #require(Key("C major"))
        #expect(key.closelyRelated.map(\.name) == ["A minor", "G major", "F major", "E minor", "D minor"])
    }

    @Test(arguments: [
        ("C major", "C major", 0), ("C major", "A minor", 0), ("C major", "G major", 1), ("C major", "F# major", 6),
        ("Db major", "B major", 2), ("C minor", "E major", 5),
    ])
    func `keys lie apart on the circle of fifths`(first: String, second: String, distance: Int) throws {
        let first = try #require(Key(first))
        let second = try #require(Key(second))
        #expect(first.fifthsDistance(to: second) == distance)
        #expect(second.fifthsDistance(to: first) == distance)
    }
}
