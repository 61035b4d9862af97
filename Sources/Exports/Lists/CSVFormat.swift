internal import MusicTheory
internal import Tracks

/// Tables with a heading for spreadsheets and scripts (RFC 4180, but with plain line feeds).
public struct CSVFormat: ExportFormat {
    /// The format.
    public init() {}

    /// "csv".
    public var name: String { "csv" }
    /// What it is good for.
    public var summary: String { "tables of beats, chords (with numerals), sections and keys for spreadsheets" }
    /// One table for each kind.
    public var suffixes: [String] { [".beats.csv", ".chords.csv", ".sections.csv", ".keys.csv"] }

    /// The tables that have rows.
    public func files(of song: ExportSong) throws(ExportError) -> [ExportedFile] {
        let beats = song.beats.map {
            [
                DecimalText.seconds($0.timeSeconds), "\($0.bar)", "\($0.beat)", $0.isDownbeat ? "1" : "0",
                Self.degree($0.confidence),
            ]
        }
        let grid = BarGrid(song)
        let chords = song.chords.map { Self.row($0, song.beats, grid) }
        let sections = song.sections.map {
            [
                DecimalText.seconds($0.startSeconds), DecimalText.seconds($0.endSeconds),
                $0.startBar.map(String.init) ?? "", $0.letter, $0.label ?? "", Self.degree($0.confidence),
            ]
        }
        let keys = song.keyRegions.map {
            [DecimalText.seconds($0.startSeconds), DecimalText.seconds($0.endSeconds), $0.key]
        }
        let tables = [
            Self.table(["time_s", "bar", "beat", "is_downbeat", "confidence"], beats),
            Self.table(
                [
                    "start_s", "end_s", "bar", "beat", "label", "symbol", "roman", "function", "applied_to",
                    "borrowed_from", "confidence",
                ], chords),
            Self.table(["start_s", "end_s", "start_bar", "letter", "label", "confidence"], sections),
            Self.table(["start_s", "end_s", "key"], keys),
        ]
        return try song.filesWithContents(of: Array(zip(suffixes, tables)))
    }

    private static func row(_ chord: ExportedChord, _ beats: [Beat], _ grid: BarGrid?) -> [String] {
        // The beat at which it starts; what starts before the first beat has none.
        let index = grid.map { Int(($0.position(atSeconds: chord.startSeconds) + 1e-6).rounded(.down)) }
        let beat = index.flatMap { beats.indices.contains($0) ? beats[$0] : nil }
        return [
            DecimalText.seconds(chord.startSeconds), DecimalText.seconds(chord.endSeconds),
            beat.map { "\($0.bar)" } ?? "", beat.map { "\($0.beat)" } ?? "", chord.label, chord.symbol,
            chord.function?.roman ?? "", chord.function?.function ?? "", chord.function?.appliedTo ?? "",
            chord.function?.borrowedFrom ?? "", chord.confidence.map(degree) ?? "",
        ]
    }

    private static func degree(_ value: Double) -> String { DecimalText.fixed(value, decimals: 3) }

    /// Empty without rows.
    private static func table(_ heading: [String], _ rows: [[String]]) -> String {
        guard !rows.isEmpty else { return "" }
        return ([heading] + rows).map { $0.map(cell).joined(separator: ",") + "\n" }.joined()
    }

    /// In quotes where it holds a separator.
    static func cell(_ text: String) -> String {
        let line = PlainText.line(text)
        guard line.contains(where: { $0 == "," || $0 == "\"" }) else { return line }
        return "\"" + line.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
