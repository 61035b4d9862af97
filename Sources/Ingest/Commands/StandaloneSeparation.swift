internal import AudioFiles
internal import Glibc
public import Library
internal import Models
internal import Separation
public import SystemPackage
internal import Tracks

/// Stems only, from any audio file that can be read: one directory of sound files.
public struct StandaloneSeparation: Sendable {
    /// Names of the sample formats there are.
    public static var formatNames: [String] { SampleFormat.allCases.map(\.rawValue) }

    private let separator: any Separator
    private let format: SampleFormat
    private let threadCount: Int

    /// Name of the separator that is used.
    public let model: String

    /// - Parameters:
    ///   - home: where models are installed; it need not exist.
    ///   - model: name of a separator, or auto for the best one that is installed.
    ///   - manifest: a further list of models.
    /// - Throws: `StandaloneFailure` where the model is not installed or damaged, or the format unknown.
    public init(
        home: MusigenHome, model: String, manifest: FilePath?, options: SeparationOptions, format: String,
        threadCount: Int
    ) throws(StandaloneFailure) {
        guard let format = SampleFormat(rawValue: format) else {
            throw StandaloneFailure(
                isFilesFault: false,
                "There is no format \(format); there are: \(Self.formatNames.joined(separator: ", ")).")
        }
        do throws(StageFailure) {
            let choice = try SeparatorChoice(
                named: model, options: options, manifest: manifest, store: ModelStore(home))
            self.model = choice.tool.model
            separator = try ModelLoader.separator(choice)
        } catch {
            throw StandaloneFailure(isFilesFault: false, error.reason)
        }
        self.format = format
        self.threadCount = threadCount
    }

    /// Separates a file into `output/NAME/`, which appears whole.
    ///
    /// - Returns: the directory.
    public func run(
        _ file: FilePath, output: FilePath, onProgress: (Double) -> Void
    ) throws(StandaloneFailure) -> FilePath {
        do {
            try DurableFiles.makeDirectory(output)
            let stem = file.stem ?? "audio"
            let staging = output.appending(".musigen-\(getpid())")
            defer { try? DurableFiles.removeTree(staging) }
            try DurableFiles.removeTree(staging)
            try DurableFiles.makeDirectory(staging)
            let limits = AudioFile.Limits(maximumDurationSeconds: 86_400)
            let decoded = try DecodeStage(limits: limits, minimumSeconds: 0).run(file) { onProgress($0 * 0.05) }
            _ = try SeparateStage(separator: separator, format: format, threadCount: threadCount, limits: limits)
                .run(file, decoded, into: staging) { onProgress(0.05 + 0.95 * $0) }
            try DurableFiles.syncDirectory(staging)
            let target = output.appending(stem)
            guard try DurableFiles.renameIfFree(staging, to: target) else {
                throw StandaloneFailure(
                    isFilesFault: false,
                    "\(DisplayName.of(target)) exists already; remove it or choose another --output.")
            }
            return target
        } catch let failure as StandaloneFailure {
            throw failure
        } catch let failure as StageFailure {
            throw StandaloneFailure(isFilesFault: failure.kind == .permanent, "\(failure.reason) \(failure.whatToDo)")
        } catch let error as FileSystemError {
            throw StandaloneFailure(isFilesFault: false, "\(error)")
        } catch {
            throw StandaloneFailure(isFilesFault: true, "\(error)")
        }
    }
}
