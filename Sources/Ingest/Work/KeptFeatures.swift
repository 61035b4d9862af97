internal import Analysis
internal import Library
internal import SystemPackage
internal import Tracks

/// The file of features in a directory: a library entry, or a stage's result.
struct KeptFeatures {
    /// Two hours take about 600 MB.
    private static let maximumBytes = 2 << 30

    /// What makes the features, and makes sense of them.
    let tool: ToolDescription

    init(tool: ToolDescription) { self.tool = tool }

    init(_ analyser: any TrackAnalyser) {
        tool = analyser.tools["features"] ?? ToolDescription(version: "", model: "")
    }

    /// Writes a new file and syncs it; the directory is left to the caller.
    func write(_ features: AnalysisFeatures, to path: FilePath) throws {
        try DurableFiles.writeNew(try FeatureFile.encode(features, tool: tool), to: path)
    }

    /// Reads the file in a directory.
    ///
    /// - Throws: `FileSystemError` where it is not there, `FeatureFileError` where it cannot be used.
    func read(in directory: FilePath) throws -> AnalysisFeatures {
        let path = directory.appending(LibraryIndex.featuresName)
        return try FeatureFile.decode(
            try DurableFiles.read(path, maximumBytes: Self.maximumBytes), tool: tool)
    }
}
