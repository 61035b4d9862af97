public import SystemPackage

/// Named tensors out of a file of weights, read without trusting it: nothing in it is ever executed, every number in it
/// is checked before it is used, and memory and time stay in proportion to the file's size.
///
/// Formats: safetensors (huggingface/safetensors, "Format"), PyTorch's zip archive with a pickle (`torch.save` since
/// version 1.6), and TensorFlow's tensor bundle (tensorflow/core/protobuf/tensor_bundle.proto).
public struct Checkpoint: Sendable {
    /// How the file is laid out.
    public enum Format: String, Sendable {
        /// Hugging Face's safetensors.
        case safetensors
        /// PyTorch's zip archive with a pickle.
        case pyTorch
        /// TensorFlow's tensor bundle.
        case tensorFlow
    }

    /// How the file is laid out.
    public let format: Format
    /// The tensors by name; of a package of the `demucs` project those of its `state`.
    public let tensors: [String: CheckpointTensor]
    /// What the file says besides the tensors: of PyTorch the unpickled tree without `state`, of safetensors the
    /// metadata as a dictionary of texts, of TensorFlow nothing.
    public let description: CheckpointValue

    /// Opens a file; its content tells its format. Of a TensorFlow bundle, `path` is that of the `.index` file, and the
    /// data file lies beside it.
    ///
    /// The file stays mapped into memory as long as one of its tensors lives and must not be shortened meanwhile;
    /// replacing it by renaming another one over it is harmless. The tensors' bytes themselves are not checked.
    public static func open(_ path: FilePath) throws(CheckpointError) -> Checkpoint {
        let bytes = ByteRange(try ByteStore(path: path))
        if SortedTable.looksLikeOne(bytes) {
            var data = path
            data.extension = "data-00000-of-00001"
            return try TensorFlowReader.read(index: bytes, data: ByteRange(try ByteStore(path: data)))
        }
        return try open(bytes)
    }

    /// Opens the content of a file of one part: safetensors or PyTorch.
    public static func open(bytes: [UInt8]) throws(CheckpointError) -> Checkpoint {
        try open(ByteRange(ByteStore(bytes)))
    }

    /// Opens the contents of the two files of a TensorFlow bundle.
    public static func open(index: [UInt8], data: [UInt8]) throws(CheckpointError) -> Checkpoint {
        try TensorFlowReader.read(index: ByteRange(ByteStore(index)), data: ByteRange(ByteStore(data)))
    }

    private static func open(_ bytes: ByteRange) throws(CheckpointError) -> Checkpoint {
        guard bytes.count >= 8 else { throw .malformed("The file has \(bytes.count) bytes.") }
        let start = bytes.integer(at: 0, byteCount: 4)
        if ZipArchive.signatures.contains(start) { return try PyTorchReader.read(bytes) }
        if bytes.count > 8, bytes[8] == UInt8(ascii: "{") { return try SafetensorsReader.read(bytes) }
        if bytes[0] == 0x80, (2...5).contains(bytes[1]) {
            throw .unreadable(
                "The file is a bare pickle, as PyTorch wrote them before version 1.6, and not a zip archive; load and "
                    + "save it again with a newer version.")
        }
        throw .malformed(
            "The file is neither a safetensors file, nor a PyTorch archive, nor the .index file of a TensorFlow bundle."
        )
    }
}
