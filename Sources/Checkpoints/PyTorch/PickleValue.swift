/// A value on the pickle machine's stack.
///
/// Containers, names and tensors are places in the machine's memory rather than values in each other: however deeply a
/// file nests them, nothing here recurses, and however often it repeats one, it is kept once.
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
    /// The name of a class or function.
    case global(Int)
    case fraction(Int, Int)
    /// A storage of PyTorch's: its type and content.
    case storage(ElementType, ByteRange)
    case tensor(Int)
    /// An element type of NumPy's.
    case elementType(ElementType)
    /// An array of NumPy's, which is filled after it is made.
    case array(Int)

    /// The text, if it is a short one such as a name.
    var shortText: String? {
        if case .text(let range) = self, range.count <= 200 { range.text } else { nil }
    }

    /// The whole number, if it is one.
    var wholeNumber: Int? { if case .integer(let value) = self { value } else { nil } }
}
