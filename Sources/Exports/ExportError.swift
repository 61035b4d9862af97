internal import Tracks

/// Why a song cannot be written in a format.
public struct ExportError: Error, CustomStringConvertible, Equatable, Sendable {
    /// What was seen and what to do, in full sentences.
    public let description: String

    init(_ description: String) { self.description = description }

    /// The song lacks something that the format is about.
    static func missing(_ what: String, in song: ExportSong, field: String) -> ExportError {
        let reason = song.sidecar.warnings.first { $0.field == field }.map { " " + PlainText.line($0.reason) } ?? ""
        return ExportError("\(song.title) has no \(what), which this format is about.\(reason)")
    }
}
