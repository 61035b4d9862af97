internal import MusicTheory
internal import Tracks

/// A chord chart in ChordPro 6: a grid of bars for each section, "| C . G . |", a cell for each beat; without beats the
/// chords alone, in order (https://www.chordpro.org/chordpro/).
public struct ChordProFormat: SingleFileFormat {
    /// The format.
    public init() {}

    /// "chordpro".
    public var name: String { "chordpro" }
    /// What it is good for.
    public var summary: String { "chord chart by sections and bars, for ChordPro and song-book programs" }
    /// "cho".
    public var fileExtension: String { "cho" }

    /// Bars to a line.
    private static let barsPerLine = 4

    /// The chart.
    ///
    /// - Throws: `ExportError` for a song without chords.
    public func bytes(of song: ExportSong) throws(ExportError) -> [UInt8] {
        guard song.chords.contains(where: { !$0.isNone }) else {
            throw .missing("chords", in: song, field: "chords")
        }
        var lines = Self.heading(song)
        if let grid = BarGrid(song) {
            lines += Self.grids(song, grid)
        } else {
            lines += Self.withoutBars(song)
        }
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }

    private static func heading(_ song: ExportSong) -> [String] {
        var lines: [String] = []
        func add(_ name: String, _ value: String?) {
            if let value, !value.isEmpty { lines.append("{\(name): \(braceless(value))}") }
        }
        add("title", song.title)
        add("artist", song.artist)
        add("album", song.album)
        add("key", song.key?.shortName)
        add("tempo", song.bpm.map { DecimalText.short($0, decimals: 2) })
        add("time", song.sidecar.musicTheory.rhythmic.timeSignature.map(PlainText.line))
        let seconds = Int(song.durationSeconds.rounded())
        if seconds > 0 { add("duration", "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)") }
        return lines
    }

    /// One grid for each section; bars before the first section belong to it.
    private static func grids(_ song: ExportSong, _ grid: BarGrid) -> [String] {
        let chart = BarChart(song, grid)
        var starts = song.sections.map { (bar: grid.barIndex(nearestTo: $0.startSeconds), name: $0.fullName) }
        if starts.isEmpty { starts = [(0, "")] }
        starts[0].bar = 0
        var lines: [String] = []
        for (i, start) in starts.enumerated() {
            let end = i + 1 < starts.count ? starts[i + 1].bar : grid.bars.count
            guard start.bar < end else { continue }
            lines.append("")
            let label = braceless(start.name).filter { $0 != "\"" }
            lines.append(label.isEmpty ? "{start_of_grid}" : "{start_of_grid label=\"\(label)\"}")
            for line in stride(from: start.bar, to: end, by: barsPerLine) {
                let bars = (line..<min(end, line + barsPerLine)).map { cells(chart.bars[$0], isFirst: $0 == start.bar) }
                lines.append("| " + bars.joined(separator: " | ") + " |")
            }
            lines.append("{end_of_grid}")
        }
        return lines
    }

    /// A bar's cells; the first bar of a section repeats the chord that goes on from before.
    private static func cells(_ bar: BarChart.Bar, isFirst: Bool) -> String {
        (0..<bar.beatCount).map { beat in
            var symbols = bar.changes.filter { Int($0.beat) == beat }.map { cell($0.chord) }
            let startsOnBeat = bar.changes.contains { $0.beat == Double(beat) }
            if isFirst, beat == 0, !startsOnBeat, let held = bar.held { symbols.insert(cell(held), at: 0) }
            if symbols.isEmpty { return "." }
            // A change within the beat, while another chord holds at its beginning.
            if !startsOnBeat, !(isFirst && beat == 0) { symbols.insert(".", at: 0) }
            return symbols.joined(separator: "~")
        }.joined(separator: " ")
    }

    private static func cell(_ chord: ExportedChord) -> String {
        chord.symbol.filter { $0 != " " && $0 != "|" && $0 != "~" }
    }

    private static func withoutBars(_ song: ExportSong) -> [String] {
        var lines: [String] = []
        var section: String?
        for chord in song.chords {
            let middle = (chord.startSeconds + chord.endSeconds) / 2
            let name = song.sections.last { $0.startSeconds <= middle }?.fullName ?? ""
            if name != section {
                lines += name.isEmpty ? [""] : ["", "{comment: \(braceless(name))}"]
                lines.append("")
                section = name
            }
            lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + "[\(cell(chord))]"
        }
        return lines
    }

    /// Braces would end a directive.
    private static func braceless(_ text: String) -> String {
        String(text.map { $0 == "{" ? "(" : $0 == "}" ? ")" : $0 })
    }
}
