internal import MusicTheory
internal import Tracks

/// A collection for rekordbox (Preferences > Advanced > rekordbox xml), which other DJ programs read as well: beat grid,
/// key and a memory cue at each section, after AlphaTheta's "XML format list" of rekordbox 5 and later.
public struct RekordboxFormat: CollectionFormat {
    /// The format.
    public init() {}

    /// "rekordbox".
    public var name: String { "rekordbox" }
    /// What it is good for.
    public var summary: String { "collection with beat grids, keys and cues for rekordbox and other DJ programs" }
    /// "rekordbox.xml".
    public var fileExtension: String { "rekordbox.xml" }

    /// The collection, with a playlist of all songs.
    ///
    /// - Throws: `ExportError` for a song whose recording is nowhere, which the collection would point to.
    public func bytes(of songs: [ExportSong]) throws(ExportError) -> [UInt8] {
        var locations: [String] = []
        for song in songs {
            guard let path = song.audioPath else {
                throw ExportError(
                    "The recording of \(song.title) is not beside its analysis, and a rekordbox collection must point "
                        + "to it; analyse it with --copy-original, or drop it into the inbox.")
            }
            locations.append(Self.location(path))
        }
        var xml = XMLWriter()
        let version = songs.first?.programVersion ?? ""
        xml.element("DJ_PLAYLISTS", ["Version": "1.0.0"]) { xml in
            xml.element("PRODUCT", ["Name": "Musigen", "Version": version, "Company": "Musigen"])
            xml.element("COLLECTION", ["Entries": "\(songs.count)"]) { xml in
                for (index, song) in songs.enumerated() {
                    Self.write(song, number: index + 1, location: locations[index], to: &xml)
                }
            }
            xml.element("PLAYLISTS") { xml in
                xml.element("NODE", ["Type": "0", "Name": "ROOT", "Count": "1"]) { xml in
                    xml.element(
                        "NODE", ["Name": "Musigen", "Type": "1", "KeyType": "0", "Entries": "\(songs.count)"]
                    ) { xml in
                        for index in songs.indices { xml.element("TRACK", ["Key": "\(index + 1)"]) }
                    }
                }
            }
        }
        return xml.bytes
    }

    private static func write(_ song: ExportSong, number: Int, location: String, to xml: inout XMLWriter) {
        let track = song.sidecar.track
        let attributes: KeyValuePairs = [
            "TrackID": "\(number)", "Name": song.title, "Artist": song.artist ?? "", "Album": song.album ?? "",
            "Genre": track.taggedGenre.map(PlainText.line) ?? song.genre ?? "",
            "Kind": "MP3 File", "TotalTime": "\(Int(song.durationSeconds))", "SampleRate": "\(track.sampleRateHz)",
            "AverageBpm": DecimalText.fixed(song.bpm ?? 0, decimals: 2), "Tonality": song.key?.shortName ?? "",
            "DateAdded": PlainText.line(String((track.addedAt ?? "").prefix(10))), "Location": location,
        ]
        xml.element("TRACK", attributes) { xml in
            for anchor in BarGrid(song).map({ RekordboxGrid($0).anchors }) ?? [] {
                xml.element(
                    "TEMPO",
                    [
                        "Inizio": DecimalText.fixed(anchor.seconds, decimals: 3),
                        "Bpm": DecimalText.fixed(anchor.bpm, decimals: 2),
                        // The tempo counts these beats, whatever note value they are written as.
                        "Metro": "\(anchor.beatsPerBar)/4", "Battito": "\(anchor.place)",
                    ])
            }
            for section in song.sections {
                xml.element(
                    "POSITION_MARK",
                    [
                        "Name": section.fullName, "Type": "0",
                        "Start": DecimalText.fixed(section.startSeconds, decimals: 3), "Num": "-1",
                    ])
            }
        }
    }

    /// A file URL with the host that rekordbox wants.
    static func location(_ path: String) -> String {
        var text = "file://localhost"
        for byte in path.utf8 {
            let isPlain =
                UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
                || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || "/-_.~".utf8.contains(byte)
            let digits = Array("0123456789ABCDEF")
            text += isPlain ? String(Unicode.Scalar(byte)) : "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
        }
        return text
    }
}
