import Evaluation
import FoundationEssentials
import Library
import SystemPackage
import Tracks

/// The analyses in a folder, by name of the song.
struct EvaluateEstimates {
    private let folder: FilePath
    /// Whether the folder holds analyses only, so that a NAME.json in it is no truth.
    private let isOwn: Bool
    /// Sidecars of `musigen analyze`, whose folders are named otherwise, by the song's file name.
    private var published: [String: [FilePath]]?

    init(folder: FilePath, isOwn: Bool) throws {
        guard try FileStatus.of(folder) != nil else {
            throw CommandFailure(.noInput, "There is no folder \(folder).")
        }
        self.folder = folder
        self.isOwn = isOwn
    }

    /// The analysis of a song; `nil` where there is none.
    mutating func estimate(named name: String) throws -> SongEstimate? {
        for path in [folder.appending("\(name).theory.json"), folder.appending(name).appending(SidecarFile.name)]
        where try FileStatus.of(path) != nil {
            return try Self.sidecar(path)
        }
        guard isOwn else { return nil }
        let path = folder.appending("\(name).json")
        if try FileStatus.of(path) != nil {
            let bytes = try DurableFiles.read(path, maximumBytes: EvaluateSongs.maximumBytes)
            return try Self.isSidecar(bytes) ? Self.estimate(sidecar: bytes) : SongEstimate(json: bytes)
        }
        let index = try published ?? publishedSidecars()
        published = index
        let candidates = index[name] ?? []
        guard candidates.count <= 1 else {
            throw CommandFailure(
                .dataError, "There are \(candidates.count) analyses of it in \(folder); remove all but one.")
        }
        return try candidates.first.map(Self.sidecar)
    }

    private func publishedSidecars() throws -> [String: [FilePath]] {
        var index: [String: [FilePath]] = [:]
        for component in try DirectoryListing.names(in: folder) {
            let path = folder.appending(component).appending(SidecarFile.name)
            guard try FileStatus.of(folder.appending(component))?.kind == .directory,
                try FileStatus.of(path)?.kind == .regular
            else { continue }
            let sidecar = try SidecarFile.read(in: folder.appending(component))
            if let name = FilePath.Component(sidecar.track.fileName)?.stem { index[name, default: []].append(path) }
        }
        return index
    }

    private static func sidecar(_ path: FilePath) throws -> SongEstimate {
        try estimate(sidecar: DurableFiles.read(path, maximumBytes: EvaluateSongs.maximumBytes))
    }

    private static func estimate(sidecar bytes: [UInt8]) throws -> SongEstimate {
        do {
            return try SongEstimate(SidecarFile.decode(bytes).analysis)
        } catch let error as DecodingError {
            throw CommandFailure(.dataError, "Its theory.json is damaged: \(error)")
        }
    }

    private static func isSidecar(_ bytes: [UInt8]) -> Bool {
        struct Header: Decodable { let schema: String }
        // What is no JSON at all is refused as another analyser's result.
        return (try? JSONDecoder().decode(Header.self, from: Data(bytes))) != nil
    }
}
