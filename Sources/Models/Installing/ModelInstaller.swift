public import FoundationEssentials
internal import Library
public import SystemPackage

/// Installs models: the files are put together out of sight, checked, opened, and appear by one rename.
public struct ModelInstaller: Sendable {
    /// What came of it.
    public enum Outcome: Sendable, Equatable {
        /// It was installed, or took the place of what was installed under its name.
        case installed(InstalledModel)
        /// The published files were there already, and are whole.
        case present(InstalledModel)
    }

    /// A user's own file may have this many bytes.
    private static let maximumGivenBytes: Int64 = 16 << 30

    private let store: ModelStore
    private let manifest: ModelManifest
    private let inspect: WeightInspection
    var download: @Sendable (String) -> Download = { Download(address: $0) }

    /// An installer for a home.
    ///
    /// - Parameter inspect: opens what is to be installed as its engine would.
    public init(store: ModelStore, manifest: ModelManifest, inspect: @escaping WeightInspection) {
        self.store = store
        self.manifest = manifest
        self.inspect = inspect
    }

    /// Installs a model by name.
    ///
    /// - Parameters:
    ///   - paths: files, a folder or a Python package to take the weights from; empty: the published place. Files other
    ///     than the published ones are accepted where their shapes fit, and recorded as custom.
    ///   - onProgress: what is being done and the share done, 0...1, where it is known.
    /// - Throws: `ModelError`; nothing has changed then.
    public func install(
        _ name: String, from paths: [FilePath], now: Date, onProgress: @escaping @Sendable (String, Double?) -> Void
    ) async throws(ModelError) -> Outcome {
        let description = try self.description(of: name, isGiven: !paths.isEmpty)
        if paths.isEmpty, let present = whole(name) { return .present(present) }
        let lock = try ModelLock(store)
        defer { extendLifetime(lock) }
        let workplace = store.workshop.appending(name)
        do throws(ModelError) {
            let model = try await assemble(name, description, paths, in: workplace, now: now, onProgress)
            try publish(model, from: workplace.appending("model"))
            clear(workplace)
            return .installed(model)
        } catch {
            clear(workplace)
            throw error
        }
    }

    private func description(of name: String, isGiven: Bool) throws(ModelError) -> ModelDescription? {
        guard ModelDescription.isName(name), name != "auto" else {
            throw ModelError(.unknown, "\"\(name)\" is no name for a model.")
        }
        let description = manifest.model(named: name)
        if description?.isBuiltIn == true {
            throw ModelError(.unknown, "\(name) is part of the program; there is nothing to install.")
        }
        if description == nil, !isGiven {
            throw ModelError(
                .unknown,
                "No model \(name) is known; musigen models list shows those that are. A file of your own is installed "
                    + "under any name with --from.")
        }
        if let description, description.source == nil, !isGiven {
            throw ModelError(
                .unavailable,
                "\(name) cannot be fetched from anywhere; if you have its files, give them with --from.")
        }
        return description
    }

    private func whole(_ name: String) -> InstalledModel? {
        let verification = ModelVerification(store: store, manifest: manifest, inspect: inspect)
        guard let model = (try? store.model(named: name)) ?? nil, !model.isCustom,
            verification.problem(of: name) == nil
        else { return nil }
        return model
    }

    private func assemble(
        _ name: String, _ description: ModelDescription?, _ paths: [FilePath], in workplace: FilePath, now: Date,
        _ onProgress: @escaping @Sendable (String, Double?) -> Void
    ) async throws(ModelError) -> InstalledModel {
        let (folder, scratch) = (workplace.appending("model"), workplace.appending("scratch"))
        do throws(FileSystemError) {
            // The model appears for everybody; what it is made in does not.
            try DurableFiles.makeDirectory(workplace, isPrivate: true)
            try DurableFiles.makeDirectory(folder)
            try DurableFiles.makeDirectory(scratch, isPrivate: true)
        } catch {
            throw ModelError(error)
        }
        try checkSpace(for: description, isGiven: !paths.isEmpty)
        let fetching = WeightFetching(folder: folder, download: download, progress: onProgress)
        let files: [InstalledFile]
        if !paths.isEmpty {
            let given = GivenWeights(paths: paths, folder: description?.source?.wheel?.folder)
            files = try await fetching.copy(try await given.origins(), maximumBytes: Self.maximumGivenBytes)
        } else if let published = description?.files, let url = description?.source?.url {
            files = try await fetching.fetch(published, below: url)
        } else if let published = description?.files, let wheel = description?.source?.wheel {
            files = try await fetching.fetch(published, from: wheel, scratch: scratch)
        } else {
            throw ModelError(.manifest, "The list of models does not say where \(name) comes from.")
        }
        onProgress("opening \(name)", nil)
        let assembly = ModelAssembly(name: name, description: description, folder: folder, inspect: inspect)
        return try assembly.model(of: files, from: place(of: description, paths), now: now)
    }

    private func place(of description: ModelDescription?, _ paths: [FilePath]) -> String {
        if !paths.isEmpty { return paths.map { DisplayName.of($0) }.joined(separator: ", ") }
        let wheel = description?.source?.wheel.map { "\($0.file) (\($0.package) \($0.version), through pip)" }
        return description?.source?.url ?? wheel ?? ""
    }

    private func checkSpace(for description: ModelDescription?, isGiven: Bool) throws(ModelError) {
        let needed = (description?.expectedBytes ?? 0) + (isGiven ? 0 : description?.source?.wheel?.sizeBytes ?? 0)
        guard let free = try? DiskSpace.freeBytes(at: store.home.work), free < needed else { return }
        throw ModelError(
            .storage, "The model needs \(needed >> 20) MiB on the disk and \(free >> 20) MiB are free; make room.")
    }

    private func publish(_ model: InstalledModel, from folder: FilePath) throws(ModelError) {
        do throws(FileSystemError) {
            try DurableFiles.renameOrExchange(folder, to: store.directory(of: model.name))
            try DurableFiles.syncDirectory(store.home.models)
        } catch {
            throw ModelError(error)
        }
    }

    private func clear(_ workplace: FilePath) { try? DurableFiles.removeTree(workplace) }
}
