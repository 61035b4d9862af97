internal import FoundationEssentials
public import Library
public import SystemPackage

/// The models that are installed in a home: one directory each, `models/NAME/`, with the files of weights as they were
/// published and a `model.json`.
public struct ModelStore: Sendable {
    /// A description is a kilobyte long.
    private static let maximumDescriptionBytes = 1 << 20

    /// The home.
    public let home: MusigenHome

    /// The models of a home, which need not exist.
    public init(_ home: MusigenHome) { self.home = home }

    /// Where a model is, or would be.
    public func directory(of name: String) -> FilePath { home.models.appending(name) }

    /// Where a model is put together before it appears. Not in `staging`, which a daemon that starts empties.
    var workshop: FilePath { home.work.appending("models") }

    /// Names of what is installed, sorted, damaged models included.
    public func names() throws(ModelError) -> [String] {
        do throws(FileSystemError) {
            guard try FileStatus.of(home.models) != nil else { return [] }
            var names: [String] = []
            for name in try DirectoryListing.names(in: home.models) where ModelDescription.isName(name.string) {
                if try FileStatus.of(home.models.appending(name))?.kind == .directory { names.append(name.string) }
            }
            return names.sorted()
        } catch {
            throw ModelError(error)
        }
    }

    /// A model's description; `nil` where it is not installed.
    ///
    /// - Throws: `ModelError` where its description is missing or makes no sense, or a file is missing or has another
    ///   size.
    public func model(named name: String) throws(ModelError) -> InstalledModel? {
        guard ModelDescription.isName(name) else { return nil }
        let directory = directory(of: name)
        do throws(FileSystemError) {
            guard try FileStatus.of(directory)?.kind == .directory else { return nil }
        } catch {
            throw ModelError(error)
        }
        let model = try description(of: name)
        for file in model.files {
            let status = (try? FileStatus.of(directory.appending(file.name))) ?? nil
            guard status?.kind == .regular, status?.sizeBytes == file.sizeBytes else {
                throw damaged(name, "\(file.name) \(status == nil ? "is missing" : "has another size than installed")")
            }
        }
        return model
    }

    /// What `model.json` says of a model, whatever the state of its files.
    public func description(of name: String) throws(ModelError) -> InstalledModel {
        let path = directory(of: name).appending(InstalledModel.descriptionName)
        let model: InstalledModel
        do {
            let bytes = try DurableFiles.read(path, maximumBytes: Self.maximumDescriptionBytes)
            let decoder = JSONDecoder()
            decoder.dateDecodingStrategy = .iso8601
            model = try decoder.decode(InstalledModel.self, from: Data(bytes))
        } catch {
            throw damaged(name, "its \(InstalledModel.descriptionName) cannot be read (\(error))")
        }
        if let problem = model.problem(in: name) { throw damaged(name, problem) }
        return model
    }

    func damaged(_ name: String, _ what: String) -> ModelError {
        ModelError(
            .unsuitable,
            "The model \(name) is damaged: \(what). Install it again (musigen models install \(name)) or remove it.")
    }

    /// Removes a model: out of sight by one rename first. A song that is being separated with it goes on, as the weights
    /// it has mapped into memory stay until it ends.
    public func remove(_ name: String) throws(ModelError) {
        let lock = try ModelLock(self)
        defer { extendLifetime(lock) }
        guard try names().contains(name) else {
            throw ModelError(.unknown, "The model \(name) is not installed; musigen models list shows what is.")
        }
        do throws(FileSystemError) {
            let grave = workshop.appending("removed-\(name)")
            try DurableFiles.removeTree(grave)
            try DurableFiles.rename(directory(of: name), to: grave)
            try DurableFiles.syncDirectory(home.models)
            try DurableFiles.removeTree(grave)
        } catch {
            throw ModelError(error)
        }
    }
}
