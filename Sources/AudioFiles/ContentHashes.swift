internal import Crypto
public import SystemPackage

/// A file's identity: the hash of all its bytes, and of its audio alone, which survives a change of tags.
public struct ContentHashes: Sendable, Equatable {
    /// SHA-256 of the whole file, 64 lower-case hexadecimal digits.
    public let fileSHA256: String
    /// SHA-256 of the bytes of the audio range.
    public let audioSHA256: String
    /// Length of the file in bytes.
    public let byteCount: Int64

    /// Hashes an open file in one pass; the descriptor's offset is neither used nor moved.
    ///
    /// - Parameters:
    ///   - audioRange: The bytes of audio, from `MPEGAudioFile.audioRange`; what lies outside the file is ignored.
    ///   - progress: Called with the part done, 0...1; throw to cancel.
    public init(
        of descriptor: FileDescriptor, audioRange: Range<Int64>, progress: (Double) throws -> Void = { _ in }
    ) throws {
        let file = try OpenFile(duplicating: descriptor)
        var (whole, audio) = (SHA256(), SHA256())
        var offset: Int64 = 0
        // The length is that of the beginning: a file that grows as fast as it is read must not hold this up.
        while offset < file.size {
            let block = try file.bytes(at: offset, count: 1 << 20)
            if block.isEmpty { throw AudioFileError.changedWhileReading }
            whole.update(data: block)
            let common = audioRange.clamped(to: offset..<offset + Int64(block.count))
            if !common.isEmpty {
                audio.update(data: block[Int(common.lowerBound - offset)..<Int(common.upperBound - offset)])
            }
            offset += Int64(block.count)
            try progress(Double(offset) / Double(file.size))
        }
        guard try file.hasKeptItsSize() else { throw AudioFileError.changedWhileReading }
        fileSHA256 = Self.hexadecimal(whole.finalize())
        audioSHA256 = Self.hexadecimal(audio.finalize())
        byteCount = file.size
    }

    /// SHA-256 of the file at a path as 64 lower-case hexadecimal digits.
    public static func sha256(ofFileAt path: FilePath) throws(AudioFileError) -> String {
        let file = try OpenFile(path: path)
        var hash = SHA256()
        var offset: Int64 = 0
        while offset < file.size {
            let block = try file.bytes(at: offset, count: 1 << 20)
            if block.isEmpty { throw .changedWhileReading }
            hash.update(data: block)
            offset += Int64(block.count)
        }
        guard try file.hasKeptItsSize() else { throw .changedWhileReading }
        return hexadecimal(hash.finalize())
    }

    private static func hexadecimal(_ digest: SHA256.Digest) -> String {
        let digits = Array("0123456789abcdef")
        return String(digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
