internal import Tracks
internal import MusicTheory

/// What a song's tags say of tempo and key, in the places where players and DJ programs look for it.
struct SongTags {
    /// Whole beats per minute, for TBPM.
    let wholeBPM: String?
    /// "Am", for TKEY: "A"..."G", then "#" or "b", then "m".
    let key: String?
    /// Texts by their description, for TXXX.
    let described: [(description: String, value: String)]

    init(_ song: ExportSong) {
        wholeBPM = song.bpm.map { DecimalText.fixed($0, decimals: 0) }
        key = song.key?.shortName
        var described: [(description: String, value: String)] = []
        if let bpm = song.bpm { described.append(("BPM", DecimalText.fixed(bpm, decimals: 2))) }
        if let key = song.key {
            described += [
                ("INITIALKEY", key.shortName), ("CAMELOT", key.camelot), ("OPENKEY", key.openKey),
            ]
        }
        self.described = described
    }

    var isEmpty: Bool { described.isEmpty }
}
