internal import AudioFiles
internal import CLinux
internal import Glibc
internal import Library
internal import SystemPackage

/// A file that lies in a watched folder and is not taken yet.
struct DroppedFile: Sendable {
    let directory: FilePath
    /// Its name, byte for byte.
    let name: FilePath.Component
    /// The watched folder it is below, for its tags.
    let root: FilePath
    var status: FileStatus
    /// Monotonic seconds of the last change that was seen.
    var lastChange: Double
    /// Monotonic seconds before which there is nothing new to find out.
    var nextLook: Double
    /// The reason shown to the user while it waits.
    var visibleReason: String?

    var path: FilePath { directory.appending(name) }

    /// Sub-folders below the watched folder, as tags.
    var tags: [String] {
        let depth = root.components.count
        return directory.components.dropFirst(depth).map { DisplayName.of($0.bytes) }
    }

    /// Looks at the file and says what to do with it now.
    func verdict(by rule: SettleRule, now: Double) -> SettleRule.Verdict {
        let quiet = now - lastChange
        if quiet < rule.quietSeconds { return .wait(seconds: rule.quietSeconds - quiet) }
        do {
            let descriptor = try DurableFiles.open(
                path, .readOnly, options: [.noFollow, .nonBlocking, .closeOnExec])
            defer { try? descriptor.close() }
            let writer: SettleRule.Writer =
                switch musigen_no_writer_has_it_open(descriptor.rawValue) {
                case 1: .nobody
                case 0: .somebody
                default: .unknown
                }
            if let verdict = rule.beforeInspection(quietForSeconds: quiet, writer: writer) { return verdict }
            return rule.verdict(quietForSeconds: quiet, inspection: try MPEGAudioInspection(of: descriptor))
        } catch let error as FileSystemError {
            if [.permissionDenied, .notPermitted].contains(error.errno) {
                return .waitVisibly(
                    reason: "permission: Musigen may not read this file; chmod a+r it or change its owner", seconds: 60)
            }
            return .wait(seconds: 1)
        } catch {
            return .waitVisibly(reason: "unreadable: \(error)", seconds: 30)
        }
    }
}
