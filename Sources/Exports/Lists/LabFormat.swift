internal import MusicTheory
internal import Tracks

/// The label files of the music information retrieval community (Isophonics, MIREX): beats as "time position", chords,
/// sections and keys as "start end label", divided by tabs, in seconds.
public struct LabFormat: ExportFormat {
    /// The format.
    public init() {}

    /// "lab".
    public var name: String { "lab" }
    /// What it is good for.
    public var summary: String { "label files of beats, chords (Harte), sections and keys, for research tools" }
    /// One file for each kind.
    public var suffixes: [String] { [".beats.lab", ".chords.lab", ".sections.lab", ".keys.lab"] }

    /// The files that there is something to say in.
    public func files(of song: ExportSong) throws(ExportError) -> [ExportedFile] {
        let beats = song.beats.map { "\(DecimalText.seconds($0.timeSeconds))\t\($0.beat)\n" }
        let chords = song.chords.map { Self.line($0.startSeconds, $0.endSeconds, $0.label) }
        let sections = song.sections.map { Self.line($0.startSeconds, $0.endSeconds, $0.shortName) }
        let keys = song.keyRegions.map { region in
            let key = Key(region.key)
            let name = key.map { "\($0.tonicSpelling.name):\($0.mode.rawValue)" } ?? PlainText.line(region.key)
            return Self.line(region.startSeconds, region.endSeconds, name)
        }
        return try song.filesWithContents(of: zip(suffixes, [beats, chords, sections, keys]).map { ($0, $1.joined()) })
    }

    private static func line(_ start: Double, _ end: Double, _ label: String) -> String {
        "\(DecimalText.seconds(start))\t\(DecimalText.seconds(end))\t\(label)\n"
    }
}

extension ExportSong {
    /// The files that are not empty.
    ///
    /// - Throws: `ExportError` where all are.
    func filesWithContents(of texts: [(suffix: String, text: String)]) throws(ExportError) -> [ExportedFile] {
        let files = texts.filter { !$0.text.isEmpty }.map { ExportedFile(suffix: $0.suffix, text: $0.text) }
        guard !files.isEmpty else {
            throw .missing("beats, chords and sections", in: self, field: "beats")
        }
        return files
    }
}
