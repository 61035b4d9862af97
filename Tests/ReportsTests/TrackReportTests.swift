import Testing
import Tracks

@testable import Reports

@Suite struct TrackReportTests {
    private func checked(_ sidecar: TheorySidecar) throws -> MarkupChecker {
        let checker = MarkupChecker(TrackReport(sidecar: sidecar).html)
        try #require(checker.problem == nil)
        return checker
    }

    @Test func `a page says what its sidecar says`() throws {
        let page = try checked(SampleSong.sidecar())
        for words in [
            "Blue Song", "Éva Nagy", "E♭ major", "120 BPM", "4/4", "0:32", "2 sections, 16 chords", "16 bars", "jazz",
            "in the file's tags: Jazz", "G7/B", "V⁶₅", "Am7", "vi⁷", "I – V – vi – IV", "pop progression, a loop",
            "plagal", "IV – I", "1.25 semitones", "0.94 times per bar", "0.31 on a scale from 0 to 1: low.",
            "mixolydian", "seventh share", "triplet swing", "5.5 notes begin per second", "p < 0.001", "4–5",
            "Swing ratio 0.66.", "1832.25 Hz", "A = 441.5 Hz", "−61.5 dBFS", "Camelot 5B", "dunes", "silent",
        ] { #expect(page.text.contains(words), "\(words)") }
        #expect(page.counts["h1"] == 1)
        #expect(page.values["href"]?.contains("./stems/vocals.wav") == true)
        #expect(page.counts["script"] == nil)
    }

    @Test func `functions are told by letter and by pattern, not by colour alone`() throws {
        let page = try checked(SampleSong.sidecar())
        let styles = Set(page.values["class"] ?? [])
        for function in ["f-tonic", "f-dominant", "f-tonic-sub", "f-subdominant"] {
            #expect(styles.contains("chord \(function)"))
        }
        let patterns = Set((page.values["id"] ?? []).filter { $0.hasPrefix("p-") })
        #expect(patterns.count == 5)
        for pattern in patterns { #expect(StyleSheet.text.contains("url(#\(pattern))")) }
        for code in ["T", "Ts", "S", "D"] { #expect(page.text.contains(code)) }
    }

    @Test func `each drawing has a name and a description`() throws {
        let page = try checked(SampleSong.sidecar())
        let ids = Set(page.values["id"] ?? [])
        let drawings = page.values["aria-labelledby"]?.filter { $0.contains(" ") } ?? []
        #expect(drawings.count >= 6)
        #expect(page.values["role"]?.filter { $0 == "img" }.count == drawings.count)
        for names in drawings { #expect(names.split(separator: " ").allSatisfy { ids.contains(String($0)) }) }
    }

    @Test func `the same sidecar makes the same page`() {
        #expect(TrackReport(sidecar: SampleSong.sidecar()).html == TrackReport(sidecar: SampleSong.sidecar()).html)
    }

    @Test func `what is not known is said in words, with its reason`() throws {
        var sidecar = SampleSong.sidecar()
        sidecar.musicTheory = MusicTheoryResults()
        sidecar.key = nil
        sidecar.bpm = nil
        sidecar.warnings = [
            Warning(field: "key", reason: "Nothing tonal was heard."),
            Warning(field: "music_theory.harmonic", reason: "Without a key there is no harmony."),
            Warning(field: "genre", reason: "No genre is likely enough."),
        ]
        let page = try checked(sidecar)
        #expect(page.text.contains("Nothing tonal was heard."))
        #expect(page.text.contains("Cadences: not known. Without a key there is no harmony."))
        #expect(page.text.contains("No genre is likely enough."))
        #expect(page.text.contains("Swing: not known. No reason was recorded"))
    }

    @Test func `an empty analysis makes a page`() throws {
        var sidecar = SampleSong.sidecar()
        sidecar.musicTheory = MusicTheoryResults()
        (sidecar.beats, sidecar.chords, sidecar.sections, sidecar.keyRegions) = ([], [], [], [])
        (sidecar.key, sidecar.bpm, sidecar.tempoMap, sidecar.stemLevels, sidecar.audioStems) = (nil, nil, [], [:], [:])
        sidecar.track.durationSeconds = 0
        #expect(try checked(sidecar).text.contains("0 sections, 0 chords"))
    }

    @Test func `chords without beats are set out by time`() throws {
        var sidecar = SampleSong.sidecar()
        sidecar.beats = []
        let page = try checked(sidecar)
        #expect(page.text.contains("four seconds to a box"))
        #expect(page.text.contains("G7/B"))
    }

    @Test func `corrections are marked`() throws {
        var sidecar = SampleSong.sidecar()
        #expect(try !checked(sidecar).text.contains("corrected by you"))
        sidecar.corrections.key = "Eb major"
        #expect(try checked(sidecar).text.contains("corrected by you"))
    }

    @Test func `a song of four minutes stays small`() throws {
        #expect(TrackReport(sidecar: SampleSong.sidecar(barCount: 120)).html.utf8.count < 300_000)
    }

    @Test func `a song of hours stays bounded, and the page says what it leaves out`() throws {
        let sidecar = SampleSong.sidecar(barCount: 7200)
        let html = TrackReport(sidecar: sidecar).html
        #expect(html.utf8.count < 1_000_000)
        let page = MarkupChecker(html)
        #expect(page.problem == nil)
        #expect(page.text.contains("The first 480 of 7200 bars are shown; all of them are in theory.json."))
        #expect(page.text.contains("4:00:00"))
    }
}
