public import Library
internal import SystemPackage

/// Files in `failed/`, to be tried again.
public struct FailedFiles: Sendable {
    private let home: MusigenHome

    /// Of a home.
    public init(home: MusigenHome) { self.home = home }

    /// Moves files back into the inbox, under the names they had.
    ///
    /// - Parameter name: the file's name as listed, or its original name; `nil` for all.
    /// - Returns: names of the files moved.
    public func retry(name: String?) throws -> [String] {
        let folder = FailedFolder(home)
        var moved: [String] = []
        for file in try folder.files().sorted(by: { $0.string < $1.string }) {
            let reason = folder.reason(for: file)
            let display = DisplayName.of(file.bytes)
            if let name, name != display, name != reason?.file { continue }
            let original = reason.flatMap { FilePath.Component(bytes: Array($0.file.utf8)) } ?? file
            // A name that had to be escaped for the explanation is taken from the file itself.
            let target = DisplayName.of(file.bytes).contains("\\x") ? file : original
            try move(home.failed.appending(file), to: target)
            moved.append(display)
        }
        try folder.removeOrphanedReasons()
        return moved
    }

    private func move(_ path: FilePath, to name: FilePath.Component) throws {
        for number in 1...1000 {
            let bytes = number == 1 ? name.bytes : Array("\(number) ".utf8) + name.bytes
            guard let candidate = FilePath.Component(bytes: bytes) else { break }
            if try DurableFiles.renameIfFree(path, to: home.inbox.appending(candidate)) {
                try DurableFiles.syncDirectory(home.inbox)
                return
            }
        }
        throw FileSystemError("moving back to the inbox", path, .fileExists)
    }
}
