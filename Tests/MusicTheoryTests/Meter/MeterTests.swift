import MusicTheory
import Testing

@Suite struct MeterTests {
    @Test(arguments: [("4/4", 4), ("3/4", 3), ("2/4", 2), ("6/8", 2), ("12/8", 4), ("7/8", 7), ("5/4", 5), ("3/8", 3)])
    func `meters count their beats and read back as themselves`(name: String, beats: Int) throws {
        let meter = try #require(Meter(name))
        #expect(meter.beatsPerBar == beats)
        #expect(meter.name == name)
    }

    @Test(arguments: ["", "4", "4/", "4/3", "0/4", "-3/4", "4/4/4", "x/4", "400/4"])
    func `what is no meter is refused`(name: String) {
        #expect(Meter(name) == nil)
    }
}
