import Catalogue
import Foundation
import SystemPackage
import Tracks

/// A catalogue in a folder of its own.
struct TemporaryCatalogue {
    let folder: FilePath
    let path: FilePath
    let catalogue: Catalogue

    init(busyTimeoutSeconds: Double = 5) throws {
        folder = try TemporaryCatalogue.makeFolder()
        path = folder.appending("catalogue.db")
        catalogue = try Catalogue(path: path, access: .readWrite, busyTimeoutSeconds: busyTimeoutSeconds)
    }

    /// All folders lie in one, which is removed when the tests have ended: a test's last mention of its catalogue is
    /// not the last use of its files.
    private static let root: String = {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("catalogue-\(UUID().uuidString)").path
        atexit { try? FileManager.default.removeItem(atPath: TemporaryCatalogue.root) }
        return path
    }()

    static func makeFolder() throws -> FilePath {
        let path = "\(root)/\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return FilePath(path)
    }

    func size(of suffix: String) -> Int? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path.string + suffix)
        return attributes?[.size] as? Int
    }

    /// The values of a query's only column.
    func column(_ sql: String) throws -> [String] {
        try catalogue.run(sql: sql).rows.map { row in
            switch row.first {
            case .text(let text)?: text
            case .integer(let integer)?: "\(integer)"
            case .real(let real)?: "\(real)"
            case .blob(let byteCount)?: "\(byteCount) bytes"
            case .null?, nil: "NULL"
            }
        }
    }

    func claim(_ intents: ClaimIntent...) throws -> Int64 {
        guard case .claim(let id) = try catalogue.recordIntents(intents)[0] else {
            throw CatalogueError.other("no claim")
        }
        try catalogue.confirmClaims([id])
        return id
    }

    func start(_ kind: JobKind = .analyse, now: Date = .now) throws -> Job? {
        try catalogue.startNext(kind: kind, now: now)
    }
}

func intent(
    _ sha256: String, name: String = "a.mp3", kind: JobKind = .analyse, audioSHA256: String? = nil,
    tags: [String] = []
) -> ClaimIntent {
    ClaimIntent(
        kind: kind, inputName: name, inputNameBytes: Array(name.utf8), sourceDirectory: Array("/inbox".utf8),
        tags: tags,
        sha256: sha256, audioSHA256: audioSHA256, sizeBytes: 1234, durationEstimateSeconds: 61.5, isTruncated: false)
}

func waitingFile(_ name: String = "a.mp3", reason: String) -> WaitingFile {
    WaitingFile(
        kind: .analyse, inputName: name, inputNameBytes: Array(name.utf8), sourceDirectory: Array("/inbox".utf8),
        sizeBytes: 99, reason: reason)
}

func refusedFile(_ name: String = "a.mp3", reason: String) -> RefusedFile {
    RefusedFile(
        kind: .analyse, inputName: name, inputNameBytes: Array(name.utf8), sourceDirectory: Array("/inbox".utf8),
        sizeBytes: 99, reason: reason)
}
