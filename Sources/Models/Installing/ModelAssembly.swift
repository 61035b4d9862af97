internal import FoundationEssentials
internal import Library
internal import SystemPackage

/// Makes a model of the files in a folder: names and orders them, has them opened, and writes its description.
struct ModelAssembly {
    let name: String
    let description: ModelDescription?
    let folder: FilePath
    let inspect: WeightInspection

    func model(of files: [InstalledFile], from place: String, now: Date) throws(ModelError) -> InstalledModel {
        let published = description?.files ?? []
        let known = PublishedFiles.matches(files, published)
        let ordered = if let known { try rename(known, as: published) } else { try custom(files) }
        var model = InstalledModel(
            name: name, task: description?.task ?? "separation", engine: description?.engine ?? "",
            architecture: description?.architecture ?? "", stems: [], files: ordered, weights: description?.weights,
            from: place, licence: description?.licence ?? "", isCustom: known == nil,
            // Whole seconds, as they are written.
            installedAt: Date(timeIntervalSince1970: now.timeIntervalSince1970.rounded(.down)))
        let contents = try inspect(
            model.checkpointNames.map { folder.appending($0) }, description?.engine, model.weights)
        model.engine = contents.engine
        model.stems = contents.stems
        if model.isCustom {
            model.licence = "not stated (installed from a file)"
            model.architecture = "a file of the user's, run by the engine \(contents.engine)"
        }
        try write(model)
        return model
    }

    /// Gives the published files the names they were published under.
    private func rename(_ files: [InstalledFile], as published: [WeightFile]) throws(ModelError) -> [InstalledFile] {
        var renamed = files
        // In two steps, as a name may be taken by another of them.
        for (index, file) in files.enumerated() { try move(file.name, to: ".\(index)") }
        for (index, file) in published.enumerated() {
            try move(".\(index)", to: file.name)
            renamed[index].name = file.name
        }
        return renamed
    }

    private func move(_ from: String, to: String) throws(ModelError) {
        do throws(FileSystemError) {
            try DurableFiles.renameWithoutReplacing(folder.appending(from), to: folder.appending(to))
        } catch {
            throw ModelError(error)
        }
    }

    /// Other files than the published ones: of a bag, their names must tell which is which.
    private func custom(_ files: [InstalledFile]) throws(ModelError) -> [InstalledFile] {
        guard let published = description?.files, description?.weights != nil else { return files }
        guard let ordered = PublishedFiles.byName(files, published) else {
            throw ModelError(
                .unsuitable,
                "\(name) is a bag of \(published.count) networks, each for a stem of its own; its files must be called "
                    + published.map(\.name).joined(separator: ", ") + ", so that it is known which is which.")
        }
        return ordered
    }

    private func write(_ model: InstalledModel) throws(ModelError) {
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            encoder.dateEncodingStrategy = .iso8601
            let bytes = Array(try encoder.encode(model)) + [UInt8(ascii: "\n")]
            try DurableFiles.writeNew(bytes, to: folder.appending(InstalledModel.descriptionName))
            try DurableFiles.syncDirectory(folder)
        } catch let error as FileSystemError {
            throw ModelError(error)
        } catch {
            throw ModelError(.storage, "The description of the model \(name) cannot be written: \(error).")
        }
    }
}
