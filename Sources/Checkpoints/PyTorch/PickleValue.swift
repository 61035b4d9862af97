/// A value on the pickle machine's stack.
///
/// Containers are places in the machine's memory rather than values in each other: however deeply a file nests them,
/// nothing here recurses.
enum PickleValue: Sendable {
    case none
    case boolean(Bool)
    case integer(Int)
    case number(Double)
    /// UTF-8 text, where it stands in the file.
    case text(ByteRange)
    case bytes(ByteRange)
    case list(Int)
    case tuple(Int)
    case dictionary(Int)
    case global(module: String, name: String)
    case fraction(Int, Int)
    /// A storage of PyTorch's: its type and the name of its entry.
    case storage(ElementType, key: String, count: Int)
    case tensor(CheckpointTensor)
    /// An element type of NumPy's.
    case elementType(ElementType)
    /// An array of NumPy's, to be filled.
    case array(Int)

    /// The text, if it is a short one.
    var shortText: String? {
        if case .text(let range) = self, range.count <= 4096 { range.text } else { nil }
    }

    /// The whole number, if it is one.
    var wholeNumber: Int? { if case .integer(let value) = self { value } else { nil } }
}
