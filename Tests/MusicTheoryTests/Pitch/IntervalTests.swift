import MusicTheory
import Testing

@Suite struct IntervalTests {
    @Test(arguments: [
        ("P1", 0), ("m2", 1), ("M2", 2), ("m3", 3), ("M3", 4), ("P4", 5), ("A4", 6), ("d5", 6), ("P5", 7), ("A5", 8),
        ("m6", 8), ("M6", 9), ("d7", 9), ("m7", 10), ("M7", 11), ("P8", 12), ("m9", 13), ("M10", 16), ("P12", 19),
        ("dd5", 5), ("AA4", 7),
    ])
    func `intervals have their size and read back as themselves`(name: String, semitones: Int) throws {
        let interval = try #require(Interval(name))
        #expect(interval.semitones == semitones)
        #expect(interval.name == name)
    }

    @Test(arguments: ["", "P", "5", "P3", "M5", "m4", "X5", "P0", "Md3", "P5x", "dAd5"])
    func `what is no interval is refused`(name: String) {
        #expect(Interval(name) == nil)
    }

    @Test(arguments: [
        ("C", "E", "M3"), ("E", "C", "m6"), ("F", "B", "A4"), ("B", "F", "d5"), ("G#", "F", "d7"), ("C", "C", "P1"),
        ("Eb", "F#", "A2"), ("A", "C", "m3"),
    ])
    func `intervals lie between spellings`(lower: String, upper: String, name: String) throws {
        let lower = try #require(PitchSpelling(lower))
        let upper = try #require(PitchSpelling(upper))
        let interval = Interval(from: lower, to: upper)
        #expect(interval.name == name)
        #expect(lower.transposed(by: interval) == upper)
        #expect(lower.pitchClass.interval(to: upper.pitchClass) == interval.semitones)
    }

    @Test func `an interval and its inversion make an octave`() {
        for number in 2...7 {
            for alteration in -2...1 {
                let interval = Interval(number: number, alteration: alteration)
                #expect(interval.semitones + interval.inverted.semitones == 12)
                #expect(interval.inverted.inverted == interval)
                #expect(Interval(interval.name) == interval)
            }
        }
        #expect(Interval("M3")?.inverted.name == "m6")
        #expect(Interval("P1")?.inverted.name == "P8")
    }
}
