/// The 128 bytes at the end of a file that hold titles of at most 30 characters.
struct ID3v1Tag {
    let title: String?
    let artist: String?
    let album: String?
    let genre: String?

    /// Reads the last 128 bytes of a file; `nil` where they are no tag.
    init?(_ bytes: [UInt8]) {
        guard bytes.count == 128, bytes.starts(with: Array("TAG".utf8)) else { return nil }
        title = Self.text(bytes[3..<33])
        artist = Self.text(bytes[33..<63])
        album = Self.text(bytes[63..<93])
        genre = ID3Genre.name(Int(bytes[127]))
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String? {
        ID3Text.clean(ID3Text.latin1(Array(bytes.prefix { $0 != 0 })))
    }
}
