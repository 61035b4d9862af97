public import SystemPackage
public import Tracks

/// What an engine makes of a model's files.
public struct WeightContents: Sendable, Equatable {
    /// The engine that can run them.
    public var engine: String
    /// The stems it then gives.
    public var stems: [Stem]

    /// An engine and its stems.
    public init(engine: String, stems: [Stem]) {
        self.engine = engine
        self.stems = stems
    }
}

/// Opens files of weights as an engine would (`nil`: any that can) and says what they are.
///
/// Parameters: the files to open, the engine, and the weights of a bag's networks. Throws `ModelError` where the files
/// are no weights of that engine, or their shapes do not fit.
public typealias WeightInspection =
    @Sendable (_ files: [FilePath], _ engine: String?, _ bag: [[Float]]?) throws(ModelError) -> WeightContents

/// Checks that an installed model is what was installed.
public struct ModelVerification: Sendable {
    private let store: ModelStore
    private let manifest: ModelManifest
    private let inspect: WeightInspection

    /// A check of a home's models.
    public init(store: ModelStore, manifest: ModelManifest, inspect: @escaping WeightInspection) {
        self.store = store
        self.manifest = manifest
        self.inspect = inspect
    }

    /// Reads every byte of a model and opens it; what is wrong, in a sentence with what to do, or `nil`.
    ///
    /// - Parameter progress: told the share done, 0...1.
    public func problem(of name: String, progress: (Double) -> Void = { _ in }) -> ModelError? {
        do throws(ModelError) {
            guard let model = try store.model(named: name) else {
                return ModelError(.unknown, "The model \(name) is not installed; musigen models list shows what is.")
            }
            try check(model, progress: progress)
            return nil
        } catch {
            return error
        }
    }

    private func check(_ model: InstalledModel, progress: (Double) -> Void) throws(ModelError) {
        let directory = store.directory(of: model.name)
        let pins = model.isCustom ? nil : manifest.model(named: model.name)?.files
        var done: Int64 = 0
        for file in model.files {
            let hash = try FileReading.sha256(of: directory.appending(file.name)) { count in
                done += Int64(count)
                progress(Double(done) / Double(max(1, model.sizeBytes)))
            }
            guard hash == file.sha256 else {
                throw store.damaged(model.name, "\(file.name) has changed since it was installed")
            }
            if let pin = pins?.first(where: { $0.name == file.name }), !pin.matches(hash) {
                throw store.damaged(model.name, "\(file.name) is not the file that was published")
            }
        }
        let files = model.checkpointNames.map { directory.appending($0) }
        do throws(ModelError) {
            _ = try inspect(files, model.engine, model.weights)
        } catch {
            throw store.damaged(model.name, "it cannot be opened (\(error.description))")
        }
    }
}
