import AudioFiles
import Library
import SystemPackage

/// Errors as the stages meet them.
enum StageErrors {
    static let full: any Error = AudioFileError.cannotWrite(.noSpace)
    static let readError: any Error = FileSystemError("reading", "/x", .ioError)
    static let noAudio: any Error = AudioFileError.notAudio("plain text")
}
