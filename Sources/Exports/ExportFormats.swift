/// The formats there are. A new one is a new folder beside this file and one line here.
public enum ExportFormats {
    /// All formats, in the order in which they are listed.
    public static let all: [any ExportFormat] = [
        JAMSFormat(), LabFormat(), CSVFormat(), AudacityFormat(), MIDIFormat(), MusicXMLFormat(), ChordProFormat(),
        RekordboxFormat(),
    ]

    /// The format of this name, or `nil`.
    public static func format(named name: String) -> (any ExportFormat)? { all.first { $0.name == name } }
}
