internal import Exports
internal import Glibc
internal import Library
public import SystemPackage
internal import Tracks

/// A copy of a recording that says its tempo and key in its tags. The recording itself is never changed, and the copy's
/// audio is the recording's, byte for byte.
public enum TaggedCopy {
    /// Name by which a user asks for it.
    public static let formatName = "tags"
    /// What it is good for.
    public static let summary = "copy of the MP3 with tempo and key in its ID3 tag, for players and DJ programs"
    /// What its name ends in.
    public static let suffix = ".mp3"

    /// Writes a copy, which appears whole.
    ///
    /// - Parameter replaces: whether a file that is there already gives way.
    /// - Throws: `ExportError` where the tag cannot be rewritten without loss, `ExportingError` or `FileSystemError`.
    public static func write(_ source: ExportSource, to target: FilePath, replaces: Bool) throws {
        guard let original = source.original else {
            throw ExportingError(
                .song,
                "The recording of \(source.name) is not beside its analysis, so there is nothing to copy; analyse it "
                    + "with --copy-original, or drop it into the inbox.")
        }
        let input = try DurableFiles.open(original, .readOnly, options: [.noFollow, .closeOnExec])
        defer { try? input.close() }
        let status = try FileStatus.of(input, path: original)
        if let there = try FileStatus.of(target), (there.device, there.inode) == (status.device, status.inode) {
            throw ExportingError(
                .target, "\(DisplayName.of(target)) is the original itself, which is never changed; name another file.")
        }
        let header = try bytes(input, 0, TempoAndKeyTags.headerByteCount, original)
        let tagLength = TempoAndKeyTags.tagLength(header: header)
        guard tagLength <= min(Int64(TempoAndKeyTags.maximumByteCount), status.sizeBytes) else {
            throw ExportingError(
                .song,
                "The ID3 tag of \(DisplayName.of(original)) says that it is \(tagLength) bytes long, which cannot be; "
                    + "have a tag editor save it anew, and export again.")
        }
        let tag = try TempoAndKeyTags.tag(replacing: try bytes(input, 0, tagLength, original), with: source.song)
        let folder = target.removingLastComponent()
        let temporary = folder.appending(".musigen-\(getpid())-\(UInt32.random(in: 0...UInt32.max))")
        do {
            try write(tag, then: input, from: Int64(tagLength), of: original, to: temporary)
            if replaces {
                try DurableFiles.rename(temporary, to: target)
            } else {
                try ExportWriter.place(temporary, at: target)
            }
        } catch {
            DurableFiles.remove(temporary)
            throw error
        }
        try DurableFiles.syncDirectory(folder)
    }

    private static func write(
        _ tag: [UInt8], then input: FileDescriptor, from start: Int64, of original: FilePath, to path: FilePath
    ) throws {
        let output = try DurableFiles.open(
            path, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec, .noFollow],
            permissions: .init(rawValue: 0o644))
        defer { try? output.close() }
        var offset = start
        var block = tag
        do {
            while !block.isEmpty {
                _ = try output.writeAll(block)
                block = try bytes(input, offset, 1 << 20, original)
                offset += Int64(block.count)
            }
        } catch let error as Errno {
            throw FileSystemError("writing", path, error)
        }
        guard fsync(output.rawValue) == 0 else { throw FileSystemError("sync", path, Errno(rawValue: errno)) }
    }

    /// The bytes from `offset` on, fewer than `count` only at the end of the file.
    private static func bytes(
        _ file: FileDescriptor, _ offset: Int64, _ count: Int, _ path: FilePath
    ) throws(FileSystemError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        do {
            while filled < count {
                let read = try unsafe bytes.withUnsafeMutableBytes {
                    try unsafe file.read(
                        fromAbsoluteOffset: offset + Int64(filled),
                        into: UnsafeMutableRawBufferPointer(rebasing: $0[filled...]))
                }
                if read == 0 { break }
                filled += read
            }
        } catch let error as Errno {
            throw FileSystemError("reading", path, error)
        } catch {
            throw FileSystemError("reading", path, .ioError)
        }
        return Array(bytes[..<filled])
    }
}
