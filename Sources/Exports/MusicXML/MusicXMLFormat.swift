internal import MusicTheory
internal import Tracks

/// A lead sheet without a melody in MusicXML 4.0: bars with chord symbols, rehearsal marks at the sections, keys, time
/// signatures and tempo. Bars hold rests, divided where the chord changes and marked for slash notation.
public struct MusicXMLFormat: SingleFileFormat {
    /// The format.
    public init() {}

    /// "musicxml".
    public var name: String { "musicxml" }
    /// What it is good for.
    public var summary: String { "lead sheet of bars, chord symbols and rehearsal marks for notation programs" }
    /// "musicxml".
    public var fileExtension: String { "musicxml" }

    private static let doctype =
        "<!DOCTYPE score-partwise PUBLIC \"-//Recordare//DTD MusicXML 4.0 Partwise//EN\" "
        + "\"http://www.musicxml.org/dtds/partwise.dtd\">"

    /// The lead sheet.
    ///
    /// - Throws: `ExportError` for a song without beats, which has no bars.
    public func bytes(of song: ExportSong) throws(ExportError) -> [UInt8] {
        guard let grid = BarGrid(song) else { throw .missing("beats", in: song, field: "beats") }
        var xml = XMLWriter(doctype: Self.doctype)
        xml.element("score-partwise", ["version": "4.0"]) { xml in
            xml.element("work") { $0.element("work-title", [:], song.title) }
            xml.element("identification") { xml in
                if let artist = song.artist { xml.element("creator", ["type": "composer"], artist) }
                xml.element("encoding") { $0.element("software", [:], "musigen \(song.programVersion)") }
            }
            xml.element("part-list") { xml in
                xml.element("score-part", ["id": "P1"]) { $0.element("part-name", [:], "Chords") }
            }
            xml.element("part", ["id": "P1"]) { MusicXMLPart(song, grid).write(to: &$0) }
        }
        return xml.bytes
    }
}
