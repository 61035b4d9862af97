/// Tempo and key in the ID3 tag at the beginning of an MP3: TBPM (whole), TKEY, and TXXX with the descriptions BPM
/// (exact), INITIALKEY, CAMELOT and OPENKEY.
///
/// A tag keeps its version and all its other frames, byte for byte, genre, pictures and ratings included; where there is
/// none, one of version 2.4 is made.
public enum TempoAndKeyTags {
    /// Bytes that tell how long a tag is.
    public static let headerByteCount = 10
    /// Tags larger than this are not rewritten.
    public static let maximumByteCount = 64 << 20

    /// Length in bytes of the tag with which a file begins, header and footer included; 0 where it begins with none.
    ///
    /// - Parameter header: the first `headerByteCount` bytes of the file, fewer where it is shorter.
    public static func tagLength(header: [UInt8]) -> Int {
        guard header.count >= headerByteCount, header.starts(with: Array("ID3".utf8)), header[3] != 0xFF,
            header[4] != 0xFF, let size = ID3Version.syncSafe(header[6..<10])
        else { return 0 }
        return headerByteCount + size + (header[3] >= 4 && header[5] & 0x10 != 0 ? 10 : 0)
    }

    /// The tag to write in place of the present one.
    ///
    /// - Parameter existing: the bytes of the present tag; empty where there is none.
    /// - Throws: `ExportError` where the song has neither tempo nor key, and where a part of the tag is not understood,
    ///   which would be lost.
    public static func tag(replacing existing: [UInt8], with song: ExportSong) throws(ExportError) -> [UInt8] {
        let tags = SongTags(song)
        guard !tags.isEmpty else { throw .missing("tempo and no key", in: song, field: "bpm") }
        var tag = existing.isEmpty ? ID3Tag() : try ID3Tag(existing)
        let version = tag.version
        let names = version.names
        var added: [ID3Frame] = []
        if let bpm = tags.wholeBPM { added.append(ID3Frame(names.bpm, text: bpm, version: version)) }
        if let key = tags.key { added.append(ID3Frame(names.key, text: key, version: version)) }
        let replaced = Set(added.map(\.name))
        let descriptions = Set(tags.described.map(\.description))
        tag.frames.removeAll { frame in
            replaced.contains(frame.name) || frame.description(version).map(descriptions.contains) == true
        }
        for text in tags.described {
            added.append(
                ID3Frame(names.described, text: "\(text.description)\0\(text.value)", version: version))
        }
        tag.frames += added
        // In the room of the old tag where there is enough, so that the next program need not move the audio either.
        let length = try tag.bytes(length: 0).count
        return try tag.bytes(length: length <= existing.count ? existing.count : length + padding)
    }

    private static let padding = 1024
}
