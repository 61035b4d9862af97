public import SystemPackage

/// What a music file says of itself in its ID3 tags (versions 2.2, 2.3 and 2.4, else 1).
///
/// The texts are hostile input made harmless: no control characters, at most 512 characters, never empty.
public struct ID3Tags: Sendable, Equatable {
    /// Title of the song.
    public var title: String?
    /// Performer; several are joined by "; ".
    public var artist: String?
    /// Album.
    public var album: String?
    /// Genre as a name, also where the tag has a number.
    public var genre: String?

    /// No tags.
    public init() {}

    /// Reads the tags of an open file; the descriptor's offset is neither used nor moved.
    public init(of descriptor: FileDescriptor) throws(AudioFileError) {
        try self.init(of: OpenFile(duplicating: descriptor))
    }

    /// Reads the tags of the file at a path.
    public init(ofFileAt path: FilePath) throws(AudioFileError) {
        try self.init(of: OpenFile(path: path))
    }

    init(of file: OpenFile) throws(AudioFileError) {
        var offset: Int64 = 0
        // A second tag at the beginning is what some taggers leave behind; more are not looked at.
        for _ in 0..<4 {
            guard let length = LeadingTags.length(try file.bytes(at: offset, count: 10)) else { break }
            var reader = try ID3v2Reader(file, tagStart: offset)
            try reader.readFrames { field, text in
                if self[keyPath: field] == nil { self[keyPath: field] = text }
            }
            offset += length
        }
        let last = ID3v1Tag(try file.bytes(at: file.size - 128, count: 128))
        title = title ?? last?.title
        artist = artist ?? last?.artist
        album = album ?? last?.album
        genre = genre ?? last?.genre
    }
}
