internal import AudioFiles
internal import Library
internal import SystemPackage

/// Why a song could not be processed, and whose fault it is.
struct StageFailure: Error, Sendable, Codable, Equatable, CustomStringConvertible {
    /// What another attempt would bring.
    enum Kind: String, Sendable, Codable {
        /// The same again: the file itself is at fault.
        case permanent
        /// Perhaps success: a read error, lack of memory, a crash.
        case transient
        /// Success once the user has changed something; costs no attempt.
        case environment
        /// Success once the user has given something that nobody else can (a model): the song waits for it, holds
        /// nothing else up and spends no attempt.
        case missing
    }

    var kind: Kind
    /// One readable line.
    var reason: String
    var whatToDo: String

    var description: String { reason }

    init(_ kind: Kind, _ reason: String, whatToDo: String) {
        self.kind = kind
        self.reason = reason
        self.whatToDo = whatToDo
    }

    /// Sorts any error of a stage into one of the kinds.
    init(_ error: any Error, stage: Stage) {
        switch error {
        case let failure as StageFailure:
            self = failure
        case let error as AudioFileError where error.isDiskFull:
            self.init(.environment, "disk: \(error)", whatToDo: "Make room; the song goes on by itself.")
        case let error as AudioFileError where error.errno != nil:
            self.init(.transient, "\(error)", whatToDo: "Check the disk, then drop the file again.")
        case let error as AudioFileError:
            self.init(.permanent, "\(error)", whatToDo: "Convert the music to MP3 again and drop that file.")
        case let error as FileSystemError where error.isEnvironmental:
            self.init(
                .environment, "\(error)", whatToDo: "Make room or mend the permissions; the song goes on by itself.")
        case let error as FileSystemError:
            self.init(.transient, "\(error)", whatToDo: "Check the disk, then drop the file again.")
        default:
            self.init(
                .permanent, "The stage \(stage.rawValue) failed: \(error)",
                whatToDo: "Check that the file plays; if it does, report this.")
        }
    }
}
