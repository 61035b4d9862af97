internal import Crypto
internal import FoundationEssentials
internal import Glibc
internal import Library
internal import SystemPackage

/// Results of finished stages, one directory each, so that a crash costs one stage and not all.
///
/// A result's key is everything it depends on: the audio, the stage, its version, its model and its options.
struct StageCache: Sendable {
    /// Root, `.work/stages` for the daemon.
    let root: FilePath

    /// Name of the file that describes a stage's result.
    static let resultName = "result.json"

    /// Where the results for one file are.
    func directory(sha256: String) -> FilePath { root.appending(String(sha256.prefix(32))) }

    /// Where one stage's result is.
    func path(sha256: String, stage: Stage, dependencies: [String]) -> FilePath {
        let key = SHA256.hash(data: Data((dependencies.joined(separator: "\u{1F}")).utf8))
        let digits = key.prefix(8).map { byte in
            let text = String(byte, radix: 16)
            return text.count < 2 ? "0" + text : text
        }
        return directory(sha256: sha256).appending("\(stage.rawValue)-\(digits.joined())")
    }

    /// A finished result, or what `make` puts into a temporary directory, kept by one rename.
    func result<Value: Codable>(
        at path: FilePath, as type: Value.Type, make: (_ directory: FilePath) throws -> Value
    ) throws -> Value {
        if let value = load(path, as: type) { return value }
        let parent = path.removingLastComponent()
        try DurableFiles.makeDirectory(parent, isPrivate: true)
        // A name of our own: a worker that outlived its supervisor may be writing the same result.
        let temporary = parent.appending("\(path.lastComponent?.string ?? "stage").tmp-\(getpid())")
        try DurableFiles.removeTree(temporary)
        try DurableFiles.makeDirectory(temporary, isPrivate: true)
        do {
            let value = try make(temporary)
            try DurableFiles.writeNew(Array(try JSONEncoder().encode(value)), to: temporary.appending(Self.resultName))
            try DurableFiles.syncDirectory(temporary)
            try Failpoint.pass(.stageKeep)
            try DurableFiles.removeTree(path)
            try DurableFiles.renameWithoutReplacing(temporary, to: path)
            try DurableFiles.syncDirectory(parent)
            return value
        } catch {
            try? DurableFiles.removeTree(temporary)
            if let value = load(path, as: type) { return value }
            throw error
        }
    }

    /// A finished result; `nil` where there is none that can be read.
    func load<Value: Codable>(_ path: FilePath, as type: Value.Type) -> Value? {
        guard let bytes = try? DurableFiles.read(path.appending(Self.resultName), maximumBytes: 256 << 20) else {
            return nil
        }
        return try? JSONDecoder().decode(type, from: Data(bytes))
    }

    /// Forgets everything about a file.
    func remove(sha256: String) throws(FileSystemError) { try DurableFiles.removeTree(directory(sha256: sha256)) }
}
