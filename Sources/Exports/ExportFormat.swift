/// A file format that other programs read, and how a song is written in it.
public protocol ExportFormat: Sendable {
    /// Name by which a user asks for it, such as "midi".
    var name: String { get }
    /// What it is good for, in one line.
    var summary: String { get }
    /// What is added to a song's name for each file, in order: ".mid", or ".beats.csv", ".chords.csv", ...
    var suffixes: [String] { get }

    /// The files of a song. Formats of several files leave out those that there is nothing to say in.
    ///
    /// - Throws: `ExportError` where the song lacks what the format is about.
    func files(of song: ExportSong) throws(ExportError) -> [ExportedFile]
}

extension ExportFormat {
    /// Whether a song is one file.
    public var isSingleFile: Bool { suffixes.count == 1 }
}

/// A format of one file for each song.
public protocol SingleFileFormat: ExportFormat {
    /// The ending of its files' names without a dot, such as "jams".
    var fileExtension: String { get }

    /// The contents of a song's file.
    ///
    /// - Throws: `ExportError` where the song lacks what the format is about.
    func bytes(of song: ExportSong) throws(ExportError) -> [UInt8]
}

extension SingleFileFormat {
    /// The ending with its dot.
    public var suffixes: [String] { [".\(fileExtension)"] }

    /// The one file.
    public func files(of song: ExportSong) throws(ExportError) -> [ExportedFile] {
        [ExportedFile(suffix: ".\(fileExtension)", bytes: try bytes(of: song))]
    }
}

/// A format of one file that may hold any number of songs.
public protocol CollectionFormat: SingleFileFormat {
    /// The contents of a file of several songs, in their order.
    ///
    /// - Throws: `ExportError` where a song cannot be part of it.
    func bytes(of songs: [ExportSong]) throws(ExportError) -> [UInt8]
}

extension CollectionFormat {
    /// A collection of one song.
    public func bytes(of song: ExportSong) throws(ExportError) -> [UInt8] { try bytes(of: [song]) }
}

/// A file that a format has made.
public struct ExportedFile: Sendable, Equatable {
    /// What is added to the song's name: ".jams", ".chords.lab".
    public var suffix: String
    /// Its contents.
    public var bytes: [UInt8]

    /// A file with its contents.
    public init(suffix: String, bytes: [UInt8]) {
        self.suffix = suffix
        self.bytes = bytes
    }

    init(suffix: String, text: String) { self.init(suffix: suffix, bytes: Array(text.utf8)) }
}
