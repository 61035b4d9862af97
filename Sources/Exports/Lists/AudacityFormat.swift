internal import Tracks

/// Label tracks for Audacity (File > Import > Labels): "start end label" in seconds, divided by tabs; a beat is a label
/// of no length, "3.1" being the first beat of the third bar.
public struct AudacityFormat: ExportFormat {
    /// The format.
    public init() {}

    /// "audacity".
    public var name: String { "audacity" }
    /// What it is good for.
    public var summary: String { "label tracks of beats, chords and sections for Audacity" }
    /// One label track for each kind.
    public var suffixes: [String] { [".beats.txt", ".chords.txt", ".sections.txt"] }

    /// The label tracks that there is something to say in.
    public func files(of song: ExportSong) throws(ExportError) -> [ExportedFile] {
        let beats = song.beats.map { Self.line($0.timeSeconds, $0.timeSeconds, "\($0.bar).\($0.beat)") }
        let chords = song.chords.map { Self.line($0.startSeconds, $0.endSeconds, $0.symbol) }
        let sections = song.sections.map { Self.line($0.startSeconds, $0.endSeconds, $0.fullName) }
        return try song.filesWithContents(of: zip(suffixes, [beats, chords, sections]).map { ($0, $1.joined()) })
    }

    private static func line(_ start: Double, _ end: Double, _ label: String) -> String {
        "\(DecimalText.seconds(start))\t\(DecimalText.seconds(end))\t\(label)\n"
    }
}
