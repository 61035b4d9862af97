import Testing
import Tracks

@testable import Reports

@Suite struct LibraryReportTests {
    private func summary(_ title: String, bpm: Double? = 120, key: String? = "Eb major") -> SongSummary {
        var summary = SongSummary(
            sidecar: SampleSong.sidecar(title: title), reportPath: "library/\(title)/report.html")
        summary.bpm = bpm
        summary.key = key
        return summary
    }

    @Test func `each song is a row with its figures and a link`() {
        let page = MarkupChecker(LibraryReport(tracks: [summary("one"), summary("two", bpm: nil, key: nil)]).html)
        #expect(page.problem == nil)
        for words in [
            "2 songs · 1 artist · 1:04 of music", "E♭ major", "120", "4/4", "jazz", "0.31", "0.57", "2026-11-24",
        ] {
            #expect(page.text.contains(words), "\(words)")
        }
        #expect(page.text.contains("1 song with no tempo found.") && page.text.contains("1 song with no key found."))
        #expect(page.values["href"]?.contains("./library/one/report.html") == true)
        #expect(page.values["data-v"]?.contains("120") == true)
        #expect(page.values["data-label"]?.count == 18)
    }

    @Test func `the policy allows just the style sheet and the script of the page`() throws {
        let page = MarkupChecker(LibraryReport(tracks: []).html)
        let policy = try #require(page.values["content"]?.first { $0.contains("default-src") })
        #expect(policy.hasPrefix("default-src 'none'; style-src 'sha256-"))
        #expect(policy.contains("script-src 'sha256-") && !policy.contains("unsafe"))
        #expect(page.text.contains("The library is empty"))
        let song = MarkupChecker(TrackReport(sidecar: SampleSong.sidecar()).html)
        #expect(song.values["content"]?.contains { $0.contains("script-src") } == false)
    }

    @Test func `tempi are counted in steps of ten`() {
        let bins = TempoHistogram(bpm: [10, 39, 49.9, 50, 119.9, 120, 219, 5000, .nan, -.infinity]).bins
        #expect(bins[0] == 3 && bins[1] == 1 && bins[7] == 1 && bins[8] == 1 && bins[17] == 2)
        #expect(bins.reduce(0, +) == 8)
    }

    @Test func `a large library is cut, and says so`() {
        let html = SongTable(tracks: [summary("x"), summary("y"), summary("z")], maximumCount: 2).markup.source
        #expect(
            html.contains("The first 2 of 3 songs are shown; musigen ls lists all of them.") && !html.contains(">z<"))
    }
}
