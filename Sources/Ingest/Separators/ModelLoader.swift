internal import Checkpoints
internal import Library
public import Models
internal import Separation
internal import Settings
internal import SystemPackage
internal import Tracks

/// Makes separators of installed models: the one place that knows which engine runs what.
public enum ModelLoader {
    private static let htdemucs = "htdemucs"
    private static let spleeter = "spleeter"

    /// Version of an engine, with everything else that its results depend on.
    static func version(of engine: String, options: SeparationOptions) -> String {
        switch engine {
        case htdemucs: (["1"] + options.deviations).joined(separator: ", ")
        // The accompaniment is split further by the classic separator.
        case spleeter: "1, classic \(SeparatorChoice.classic.tool.version)"
        default: "1"
        }
    }

    /// The separator of a choice, its weights compared with what was installed and loaded.
    static func separator(_ choice: SeparatorChoice) throws(StageFailure) -> any Separator {
        guard let model = choice.model else { return Separators.named(choice.tool.model) ?? SeparatorChoice.classic }
        let directory = FilePath(choice.directory)
        do throws(ModelError) {
            try model.checkHashes(in: directory)
            return try separator(
                model.engine, files: model.checkpointNames.map { directory.appending($0) }, bag: model.weights,
                options: choice.options, tool: choice.tool)
        } catch {
            throw StageFailure(.missing, error.description, whatToDo: "The song goes on by itself after that.")
        }
    }

    /// Opens files of weights as an engine would, or as the engine they are of where none is named.
    public static let inspect: WeightInspection = { (files, engine, bag) throws(ModelError) in
        let options = SeparationOptions(Settings())
        let tool = ToolDescription(version: "", model: "")
        let known = if let engine { engine } else { try engineOf(files) }
        let separator = try separator(known, files: files, bag: bag, options: options, tool: tool)
        let missing = Stem.standard.filter { !separator.stems.contains($0) }.map(\.rawValue)
        guard missing.isEmpty else {
            throw ModelError(.unsuitable, "The model gives no \(missing.joined(separator: ", ")); it cannot be used.")
        }
        guard separator.sampleRateHz == SeparatorChoice.classic.sampleRateHz else {
            throw ModelError(
                .unsuitable, "The model works at \(separator.sampleRateHz) Hz; only those for 44100 Hz can be used.")
        }
        return WeightContents(engine: known, stems: separator.stems)
    }

    /// Checkpoints of the `demucs` package name their network; nothing else that can be run does.
    private static func engineOf(_ files: [FilePath]) throws(ModelError) -> String {
        guard let first = try open(files.prefix(1)).first else { return spleeter }
        if case .dictionary(let package) = first.description, package["klass"] != nil { return htdemucs }
        return spleeter
    }

    private static func separator(
        _ engine: String, files: [FilePath], bag: [[Float]]?, options: SeparationOptions, tool: ToolDescription
    ) throws(ModelError) -> any Separator {
        let checkpoints = try open(files[...])
        do throws(SeparationError) {
            switch engine {
            case htdemucs:
                return try HTDemucsSeparator(
                    checkpoints: checkpoints, modelWeights: bag,
                    options: HTDemucsOptions(
                        segmentSeconds: options.segmentSeconds > 0 ? options.segmentSeconds : nil,
                        overlap: options.overlap, shifts: options.shifts), tool: tool)
            case spleeter:
                return try SpleeterSeparator(
                    checkpoints: checkpoints, tool: tool, accompaniment: SeparatorChoice.classic)
            default:
                throw SeparationError.unsuitableWeights("This version of Musigen has no engine called \(engine).")
            }
        } catch {
            throw ModelError(.unsuitable, error.description)
        }
    }

    private static func open(_ files: ArraySlice<FilePath>) throws(ModelError) -> [Checkpoint] {
        var checkpoints: [Checkpoint] = []
        for file in files {
            do throws(CheckpointError) {
                checkpoints.append(try Checkpoint.open(file))
            } catch {
                throw ModelError(
                    .unsuitable, "\(DisplayName.of(file.lastComponent?.bytes ?? [])): \(error.description)")
            }
        }
        return checkpoints
    }
}
