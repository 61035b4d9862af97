import Testing
import Tracks

@testable import Reports

@Suite struct HostileTextTests {
    static let texts = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onload='x", "</title></style></svg><b>",
        "a & b &lt; &#60;", "\u{202E}gnirts desrever\u{202C}", "null\u{0}bell\u{7}escape\u{1B}[31m",
        "line\u{2028}\n\r\tbreak",
        "שלום עולם", String(repeating: "é̂", count: 6_000), String(repeating: "<", count: 10_000), "]]>", "<!--",
        "{{x}}",
        "\u{FFFE}\u{FFFF}\u{85}", "",
    ]

    /// A sidecar in which everything that can be text is this text.
    private func sidecar(_ text: String) -> TheorySidecar {
        var sidecar = SampleSong.sidecar(title: text, artist: text)
        sidecar.track.id = text
        sidecar.track.fileName = text
        sidecar.track.album = text
        sidecar.track.taggedGenre = text
        sidecar.track.tags = [text]
        sidecar.track.addedAt = text
        sidecar.tools = [text: ToolDescription(version: text, model: text, modelSHA256: text)]
        sidecar.audioStems = [.vocals: text]
        sidecar.key = text
        sidecar.bpmConfidenceLabel = text
        sidecar.keyAlternatives = [KeyAlternative(key: text, probability: 0.5)]
        sidecar.keyRegions = [KeyRegion(startSeconds: 0, endSeconds: 9, key: text)]
        for index in sidecar.chords.indices {
            sidecar.chords[index].label = text
            sidecar.chords[index].root = text
            sidecar.chords[index].quality = text
            sidecar.chords[index].bass = text + "x"
        }
        for index in sidecar.sections.indices {
            sidecar.sections[index].letter = text
            sidecar.sections[index].label = text
        }
        sidecar.warnings = [Warning(field: text, reason: text)]
        sidecar.musicTheory.harmonic.chords = sidecar.chords.indices.map {
            ChordFunction(index: $0, roman: text, function: text, role: text, appliedTo: text, borrowedFrom: text)
        }
        sidecar.musicTheory.harmonic.cadences = [
            Cadence(type: text, subtype: text, bar: 1, timeSeconds: 1, from: text, to: text, confidence: 0.5)
        ]
        sidecar.musicTheory.harmonic.scale = text
        sidecar.musicTheory.harmonic.voiceLeading?.quality = text
        sidecar.musicTheory.harmonic.voiceLeading?.bassMotion = [text: 0.5]
        sidecar.musicTheory.harmonic.complexityReasons = [text]
        sidecar.musicTheory.rhythmic.timeSignature = text
        sidecar.musicTheory.rhythmic.metricHierarchy?.weightsByVoice = [text: [1, 0.5]]
        sidecar.musicTheory.rhythmic.polyrhythms = [
            Polyrhythm(
                kind: text, ratio: text, voices: [text], startBar: 1, bars: 1, pValue: 0.5, description: text)
        ]
        sidecar.musicTheory.genre.primary = text
        sidecar.musicTheory.genre.reasons = [text]
        sidecar.musicTheory.genre.features = [text: 1]
        return sidecar
    }

    @Test(arguments: texts.indices) func `text of any kind stays text`(place: Int) {
        let text = Self.texts[place]
        let page = MarkupChecker(TrackReport(sidecar: sidecar(text)).html)
        #expect(page.problem == nil)
        for element in ["script", "img", "b\u{3E}", "iframe"] { #expect(page.counts[element] == nil) }
        if (1..<100).contains(text.utf8.count), SafeText.cleaned(text) == text {
            #expect(page.text.contains(text))
        }
        for scalar in ["\u{202E}", "\u{0}", "\u{1B}"] { #expect(!page.text.contains(scalar)) }
        let library = MarkupChecker(
            LibraryReport(tracks: [SongSummary(sidecar: sidecar(text), reportPath: text)]).html)
        #expect(library.problem == nil)
        #expect(library.counts["script"] == 1 && library.counts["img"] == nil)
    }

    @Test(arguments: texts.indices) func `a text of any length makes a page of bounded size`(place: Int) {
        #expect(TrackReport(sidecar: sidecar(Self.texts[place])).html.utf8.count < 2_000_000)
    }

    @Test(arguments: [
        "javascript:alert(1)", "//example.org/x", "https://example.org", "/etc/passwd", "data:text/html,x",
        "\\\\host\\x",
        "stems/a b#c?d.wav", " javascript:x", "java\nscript:x",
    ]) func `a link leads nowhere but below the page`(path: String) throws {
        var song = SampleSong.sidecar()
        song.audioStems = [.vocals: path]
        let page = MarkupChecker(TrackReport(sidecar: song).html)
        let links = (page.values["href"] ?? []).filter { !$0.hasPrefix("#") }
        #expect(links.count == 2)
        for link in links {
            #expect(link.hasPrefix("./") && !link.hasPrefix(".//") && !link.contains(":") && !link.contains("?"))
            #expect(!link.contains("#") && link.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") })
        }
    }

    @Test(arguments: [Double.infinity, -.infinity, .nan, 1e300, -1e300, -1, 0])
    func `numbers of any kind neither stop the page nor get into its drawings`(number: Double) {
        var song = SampleSong.sidecar()
        song.track.durationSeconds = number
        song.bpm = number
        song.tuningHz = number
        song.tempoMap = [
            TempoChange(startSeconds: number, bpm: number), TempoChange(startSeconds: 1, bpm: 120),
            TempoChange(startSeconds: 2, bpm: number),
        ]
        for index in song.beats.indices where index % 3 == 0 {
            song.beats[index].timeSeconds = number
            song.beats[index].bar = number > 0 ? .max : .min
        }
        for index in song.chords.indices where index % 3 == 0 {
            song.chords[index].startSeconds = number
            song.chords[index].confidence = number
        }
        for index in song.sections.indices { song.sections[index].endSeconds = number }
        song.stemLevels[.vocals]?.peaks = [number, 0.5, number]
        song.stemLevels[.vocals]?.peakStepSeconds = number
        song.musicTheory.rhythmic.swingRatio = number
        song.musicTheory.rhythmic.metricHierarchy?.positionsPerBeat = number > 0 ? .max : .min
        song.musicTheory.rhythmic.metricHierarchy?.weights = [number, 1]
        song.musicTheory.rhythmic.polyrhythms?[0].startBar = .max
        song.musicTheory.rhythmic.polyrhythms?[0].bars = .max
        song.musicTheory.rhythmic.polyrhythms?[0].pValue = number
        song.musicTheory.harmonic.harmonicRhythm?.sections = [
            SectionHarmonicRhythm(index: .max, changesPerBar: number), .init(index: 0, changesPerBar: number),
        ]
        song.musicTheory.harmonic.patterns?[0].occurrences[0].startSeconds = number
        let page = MarkupChecker(TrackReport(sidecar: song).html)
        #expect(page.problem == nil)
        for name in ["d", "x", "y", "width", "height"] {
            #expect(page.values[name]?.allSatisfy { !$0.contains("nan") && !$0.contains("inf") } == true)
        }
        let library = MarkupChecker(
            LibraryReport(tracks: [SongSummary(sidecar: song, reportPath: nil)]).html)
        #expect(library.problem == nil)
    }
}
