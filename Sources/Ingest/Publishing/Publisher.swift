internal import Catalogue
internal import FoundationEssentials
internal import Library
internal import SystemPackage
internal import Tracks

/// Makes a finished song visible: the whole directory appears by one rename, and the catalogue is the commit point.
///
/// Order: files are on disk → directory assembled and synced → manifest committed → rename, sync → rows committed →
/// claim and stage results removed. A crash anywhere leaves something that `finishInterrupted` can complete or undo.
struct Publisher {
    let home: MusigenHome
    let catalogue: Catalogue
    let claims: ClaimStore
    let cache: StageCache
    let persist: CataloguePatience

    /// The user has corrected the song while it was worked on: what was published would not agree with that.
    struct CorrectedMeanwhile: Error {
        /// The library entry.
        let id: String
    }

    /// Publishes the results of a job.
    ///
    /// - Returns: the identifier of the library entry.
    /// - Throws: `CorrectedMeanwhile` where the job has to be done again from the stages, with the corrections there are.
    func publish(_ job: Job, song: ProcessedSong, tools: [String: ToolDescription]) throws -> String {
        guard let sha256 = job.sha256 else { throw FileSystemError("publishing", home.library, .invalidArgument) }
        let original = try originalPath(of: job)
        let id = try identifier(of: job, song: song, sha256: sha256)
        let staging = home.staging.appending(id)
        try DurableFiles.removeTree(staging)
        try DurableFiles.makeDirectory(staging.appending("stems"), isPrivate: false)
        for name in song.separated.files.values {
            try DurableFiles.linkOrCopy(
                FilePath(song.stemDirectory).appending(name), to: staging.appending("stems").appending(name))
        }
        if let features = song.featuresFile {
            try DurableFiles.linkOrCopy(FilePath(features), to: staging.appending(LibraryIndex.featuresName))
        }
        let name = originalName(of: job)
        try DurableFiles.linkOrCopy(original, to: staging.appending(name))
        var sidecar = SidecarAssembly.sidecar(
            id: id, sha256: sha256, audioSHA256: job.audioSHA256 ?? sha256, fileName: DisplayName.of(name.bytes),
            tags: job.tags, isTruncated: job.isTruncated, song: song, tools: tools, addedAt: job.createdAt)
        // A song that is made anew came in when it first did, and from where.
        if job.trackID != nil, let former = try? LibraryIndex(home).sidecar(of: id).track {
            sidecar.track.addedAt = former.addedAt ?? sidecar.track.addedAt
            sidecar.track.tags = former.tags
        }
        try DurableFiles.writeNew(try SidecarFile.encode(sidecar), to: staging.appending(SidecarFile.name))
        try DerivedFiles(of: sidecar).write(into: staging)
        try DurableFiles.syncDirectory(staging.appending("stems"))
        try DurableFiles.syncDirectory(staging)
        try Failpoint.pass(.publishAssemble)
        let manifest = try Manifest(of: staging).json
        try whileNobodyCorrects {
            guard agrees(song.corrections, with: id) else { throw CorrectedMeanwhile(id: id) }
            try persist { () throws(CatalogueError) in
                try catalogue.beginPublishing(job.id, trackID: id, manifest: manifest)
            }
            try Failpoint.pass(.publishBegin)
            try moveIntoLibrary(staging, id: id)
            try finish(job, sidecar: sidecar, id: id)
        }
        cleanUp(job, id: id)
        return id
    }

    /// What the user has said about the song that a job makes anew.
    func corrections(of job: Job) -> Corrections {
        job.trackID.flatMap { try? LibraryIndex(home).sidecar(of: $0).corrections } ?? Corrections()
    }

    /// Whether an entry, if it is there, has just these corrections.
    private func agrees(_ corrections: Corrections, with id: String) -> Bool {
        guard let present = try? LibraryIndex(home).sidecar(of: id).corrections else { return true }
        return present == corrections
    }

    private func whileNobodyCorrects(_ body: () throws -> Void) throws {
        try LibraryLock.hold(home, whileWaiting: { try persist.whileWaiting(nil) }, body)
    }

    /// Completes a publication that a crash interrupted; `false` where it has to be done again from the stages.
    func finishInterrupted(_ job: Job) throws -> Bool {
        guard let id = job.trackID, let manifest = job.manifest.flatMap(Manifest.init(json:)) else { return false }
        let (staging, target) = (home.staging.appending(id), home.library.appending(id))
        var isFinished = false
        try whileNobodyCorrects {
            if !manifest.matches(target) {
                guard manifest.matches(staging), let sidecar = try? SidecarFile.read(in: staging),
                    agrees(sidecar.corrections, with: id)
                else { return }
                try moveIntoLibrary(staging, id: id)
            }
            try finish(job, sidecar: try SidecarFile.read(in: target), id: id)
            isFinished = true
        }
        if isFinished { cleanUp(job, id: id) }
        return isFinished
    }

    private func moveIntoLibrary(_ staging: FilePath, id: String) throws {
        let target = home.library.appending(id)
        // An entry made anew takes the place of its older self in one step.
        try DurableFiles.renameOrExchange(staging, to: target)
        try DurableFiles.syncDirectory(home.library)
        try DurableFiles.syncDirectory(home.staging)
        try Failpoint.pass(.publishRename)
    }

    private func finish(_ job: Job, sidecar: TheorySidecar, id: String) throws {
        let path = "library/" + id
        try persist { () throws(CatalogueError) in
            try catalogue.finish(job.id, sidecar: sidecar, libraryPath: path, now: .now)
        }
        try Failpoint.pass(.publishFinish)
    }

    /// Removes what a finished job leaves behind. Nothing here is needed any more, so what fails is left to the next start.
    func cleanUp(_ job: Job, id: String) {
        if let claim = claims.path(of: job) { DurableFiles.remove(claim) }
        if let sha256 = job.sha256 { try? cache.remove(sha256: sha256) }
        try? DurableFiles.removeTree(home.staging.appending(id))
        try? Failpoint.pass(.publishClean)
    }

    /// The claimed file, or the library's own original where an entry is made anew.
    func originalPath(of job: Job) throws -> FilePath {
        if claims.holdsFile(of: job), let path = claims.path(of: job) { return path }
        if let id = job.trackID, let original = try LibraryIndex(home).original(of: id) { return original }
        throw FileSystemError("opening the claimed file", claims.path(of: job) ?? home.claims, .noSuchFileOrDirectory)
    }

    /// The dropped name, unless it is one of the names inside an entry.
    private func originalName(of job: Job) -> FilePath.Component {
        let name = FilePath.Component(bytes: job.inputNameBytes) ?? FilePath.Component("original.mp3")
        return LibraryIndex.reservedNames.contains(name.string) ? FilePath.Component("original.mp3") : name
    }

    private func identifier(of job: Job, song: ProcessedSong, sha256: String) throws -> String {
        if let id = job.trackID, try FileStatus.of(home.library.appending(id)) != nil { return id }
        for digitCount in [8, 16, 32, 64] {
            let id = TrackID.make(
                artist: song.decoded.artist, title: song.decoded.title, fileName: job.inputName, sha256: sha256,
                digitCount: digitCount)
            guard try FileStatus.of(home.library.appending(id)) != nil else { return id }
            // Its own remains after the catalogue was lost are replaced; another song's are not.
            if (try? LibraryIndex(home).sidecar(of: id))?.track.sha256 == sha256 { return id }
        }
        return sha256
    }
}
