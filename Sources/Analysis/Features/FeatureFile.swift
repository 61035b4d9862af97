public import Checkpoints
public import Tracks

/// The contents of `features.safetensors`: what an analyser has heard in a song, as arrays by name, with what is a single
/// number, the tool that made it and a checksum in the metadata.
public enum FeatureFile {
    /// About how many bytes a second of music takes.
    public static let estimatedBytesPerSecond = 80_000.0

    private static let format = "musigen.features/1"
    /// Names in the metadata that are the file's own.
    private enum Header: String, CaseIterable { case format, model, version, checksum }

    /// The bytes of a file.
    ///
    /// - Parameter tool: what the features were made by; reading asks for the same.
    public static func encode(
        _ features: AnalysisFeatures, tool: ToolDescription
    ) throws(CheckpointError) -> [UInt8] {
        let stored = features.song.stored
        var metadata = stored.numbers
        metadata[Header.format.rawValue] = format
        metadata[Header.model.rawValue] = tool.model
        metadata[Header.version.rawValue] = tool.version
        metadata[Header.checksum.rawValue] = stored.checksum
        let entries = stored.arrays.map { name, array in
            switch array.values {
            case .single(let values): SafetensorsWriter.Entry(name: name, shape: array.shape, values: values)
            case .half(let values): SafetensorsWriter.Entry(name: name, shape: array.shape, halves: values)
            }
        }
        return try SafetensorsWriter.encode(entries, metadata: metadata)
    }

    /// Reads the bytes of a file, of which nothing is believed.
    ///
    /// - Parameter tool: what will make sense of the features; those of another tool are refused.
    public static func decode(_ bytes: [UInt8], tool: ToolDescription) throws(FeatureFileError) -> AnalysisFeatures {
        let checkpoint: Checkpoint
        do {
            checkpoint = try Checkpoint.open(bytes: bytes)
        } catch {
            throw .damaged(error.description)
        }
        guard checkpoint.format == .safetensors, case .dictionary(let metadata) = checkpoint.description else {
            throw .damaged("It is no safetensors file with metadata.")
        }
        var numbers: [String: String] = [:]
        for (name, value) in metadata {
            if case .text(let text) = value { numbers[name] = text }
        }
        func take(_ name: Header) -> String { numbers.removeValue(forKey: name.rawValue) ?? "" }
        let maker = (format: take(.format), model: take(.model), version: take(.version))
        guard maker.format == format, maker.model == tool.model, maker.version == tool.version else {
            throw .foreign("It was made by \(describe(maker.model, maker.version)).", needed: describe(tool))
        }
        let checksum = take(.checksum)
        var stored = StoredFeatures(arrays: [:], numbers: numbers)
        for (name, tensor) in checkpoint.tensors {
            stored.arrays[name] = try array(tensor, name: name)
        }
        guard stored.checksum == checksum else { throw .damaged("Its numbers are not those that were written.") }
        return AnalysisFeatures(try SongFeatures(&stored))
    }

    private static func array(_ tensor: CheckpointTensor, name: String) throws(FeatureFileError) -> FeatureArray {
        switch tensor.elementType {
        case .float32: FeatureArray(shape: tensor.shape, values: .single(tensor.floats()))
        case .float16: FeatureArray(shape: tensor.shape, values: .half(tensor.floats().map { Float16($0) }))
        default: throw .damaged("Its array \(name.prefix(40)) has elements of type \(tensor.elementType.rawValue).")
        }
    }

    private static func describe(_ tool: ToolDescription) -> String { describe(tool.model, tool.version) }

    private static func describe(_ model: String, _ version: String) -> String {
        model.isEmpty ? "an unknown program" : "\(model.prefix(80)), version \(version.prefix(20))"
    }
}
