internal import FoundationEssentials
public import SystemPackage

/// The folder of what could not be processed: NAME and NAME.error.json side by side.
public struct FailedFolder: Sendable {
    /// Why a file is here.
    public struct Reason: Codable, Sendable, Equatable {
        /// The file's name, for people.
        public var file: String
        /// Why, in one readable line.
        public var reason: String
        /// What to do.
        public var whatToDo: String
        /// When (ISO 8601, UTC).
        public var at: String
        /// The job's number in the catalogue.
        public var job: Int64?

        enum CodingKeys: String, CodingKey {
            case file, reason
            case whatToDo = "what_to_do"
            case at, job
        }

        /// Gathers a reason.
        public init(file: String, reason: String, whatToDo: String, at: String, job: Int64?) {
            self.file = file
            self.reason = reason
            self.whatToDo = whatToDo
            self.at = at
            self.job = job
        }
    }

    private let directory: FilePath

    /// The failed folder of a home.
    public init(_ home: MusigenHome) { directory = home.failed }

    /// Moves `file` here under `name`, or `name.2` ... where that is taken, with the reason beside it. The reason is
    /// written first: whoever sees the file can read why.
    ///
    /// - Returns: where the file is now.
    @discardableResult
    public func take(_ file: FilePath, name: FilePath.Component, reason: Reason) throws(FileSystemError) -> FilePath {
        for number in 1...10_000 {
            let target = directory.appending(Self.name(name, number: number, suffix: ""))
            let explanation = directory.appending(Self.name(name, number: number, suffix: ".error.json"))
            if try FileStatus.of(target) != nil { continue }
            try DurableFiles.write(Self.encode(reason), to: explanation)
            do {
                try DurableFiles.renameWithoutReplacing(file, to: target)
            } catch  where error.errno == .fileExists {
                continue
            } catch  where error.errno == .improperLink {
                try DurableFiles.copy(file, to: target)
                DurableFiles.remove(file)
            } catch {
                DurableFiles.remove(explanation)
                throw error
            }
            try DurableFiles.syncDirectory(directory)
            return target
        }
        throw FileSystemError("moving to failed/", file, .fileExists)
    }

    /// Removes explanations whose file has been moved back (or deleted) by the user.
    public func removeOrphanedReasons() throws(FileSystemError) {
        let suffix = Array(".error.json".utf8)
        for name in try DirectoryListing.names(in: directory) {
            let bytes = name.bytes
            guard bytes.count > suffix.count, Array(bytes.suffix(suffix.count)) == suffix,
                let file = FilePath.Component(bytes: Array(bytes.dropLast(suffix.count)))
            else { continue }
            if try FileStatus.of(directory.appending(file)) == nil { DurableFiles.remove(directory.appending(name)) }
        }
    }

    /// The failed files' names, without the explanations.
    public func files() throws(FileSystemError) -> [FilePath.Component] {
        try DirectoryListing.names(in: directory).filter {
            !$0.string.hasSuffix(".error.json") && !$0.string.hasPrefix(".")
        }
    }

    /// Why a file is here; `nil` where the explanation is missing or unreadable.
    public func reason(for name: FilePath.Component) -> Reason? {
        guard let file = FilePath.Component(bytes: name.bytes + Array(".error.json".utf8)),
            let bytes = try? DurableFiles.read(directory.appending(file), maximumBytes: 1 << 20)
        else { return nil }
        return try? JSONDecoder().decode(Reason.self, from: Data(bytes))
    }

    /// "song.mp3", "song.mp3.2", ... with the base cut so that the suffixes fit into a name of 255 bytes.
    private static func name(_ name: FilePath.Component, number: Int, suffix: String) -> FilePath.Component {
        let tail = (number > 1 ? ".\(number)" : "")
        let room = 255 - ".error.json".utf8.count - 6
        let bytes = Array(name.bytes.prefix(room)) + Array((tail + suffix).utf8)
        return FilePath.Component(bytes: bytes) ?? name
    }

    private static func encode(_ reason: Reason) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        // A struct of strings and integers always encodes.
        return ((try? encoder.encode(reason)).map { Array($0) } ?? []) + [UInt8(ascii: "\n")]
    }
}
