/// Instructions of a pickle.
enum Pickle {
    /// A bare instruction by its letter.
    case code(Character)
    /// A bare instruction by its number.
    case byte(UInt8)
    case text(String)
    case bytes([UInt8])
    case integer(Int)
    case global(String, String)
    /// Keeps the top, or recalls what was kept.
    case put(UInt8)
    case get(UInt8)

    static let mark = Pickle.code("(")
    static let none = Pickle.code("N")
    static let emptyDictionary = Pickle.code("}")
    static let emptyList = Pickle.code("]")
    static let emptyTuple = Pickle.code(")")
    static let tuple = Pickle.code("t")
    static let append = Pickle.code("a")
    static let setItem = Pickle.code("s")
    static let call = Pickle.code("R")
    static let build = Pickle.code("b")
    static let persistent = Pickle.code("Q")

    var encoded: [UInt8] {
        switch self {
        case .code(let letter): Array(String(letter).utf8)
        case .byte(let byte): [byte]
        case .text(let text): [0x58] + littleEndian(text.utf8.count, 4) + Array(text.utf8)
        case .bytes(let bytes): [0x42] + littleEndian(bytes.count, 4) + bytes
        case .integer(let value): [0x8a, 8] + littleEndian(value, 8)
        case .global(let module, let name): Array("c\(module)\n\(name)\n".utf8)
        case .put(let place): [0x71, place]
        case .get(let place): [0x68, place]
        }
    }

    /// A tuple of whole numbers.
    static func integers(_ values: [Int]) -> [Pickle] { [.mark] + values.map { .integer($0) } + [.tuple] }

    /// A storage and a tensor in it.
    static func tensor(
        storage type: String = "FloatStorage", key: String = "0", count: Int, offset: Int = 0, shape: [Int],
        strides: [Int]
    ) -> [Pickle] {
        [.global("torch._utils", "_rebuild_tensor_v2"), .mark]
            + [.mark, .text("storage"), .global("torch", type), .text(key), .text("cpu"), .integer(count), .tuple]
            + [.persistent, .integer(offset)] + integers(shape) + integers(strides)
            + [.byte(0x89), .global("collections", "OrderedDict"), .emptyTuple, .call, .tuple, .call]
    }

    /// An array of NumPy's, as protocol 2 writes it.
    static func array(
        module: String = "numpy.core.multiarray", type: String = "f4", order: String = "<", shape: [Int],
        isColumnMajor: Bool = false, content: [Pickle]
    ) -> [Pickle] {
        [.global(module, "_reconstruct"), .mark, .global("numpy", "ndarray")] + integers([0])
            + [.bytes([0x62]), .tuple, .call, .mark, .integer(1)] + integers(shape)
            + [.global("numpy", "dtype"), .mark, .text(type), .byte(0x89), .byte(0x88), .tuple, .call]
            + [.mark, .integer(3), .text(order), .none, .none, .none, .integer(-1), .integer(-1), .integer(0), .tuple]
            + [.build, .byte(isColumnMajor ? 0x88 : 0x89)] + content + [.tuple, .build]
    }

    /// Bytes as a text in which each character stands for one of them.
    static func latin(_ bytes: [UInt8]) -> [Pickle] {
        let text = String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
        return [.global("_codecs", "encode"), .mark, .text(text), .text("latin1"), .tuple, .call]
    }

    /// A dictionary with one item.
    static func item(_ name: String, _ value: [Pickle]) -> [Pickle] {
        [.emptyDictionary, .text(name)] + value + [.setItem]
    }

    /// The program: the protocol's number, the instructions, and the end.
    static func program(_ instructions: [Pickle], version: UInt8 = 2) -> [UInt8] {
        [0x80, version] + instructions.flatMap(\.encoded) + [0x2e]
    }
}

/// An archive as PyTorch writes them around a pickle.
func archive(_ pickle: [UInt8], storages: [String: [UInt8]] = [:]) -> [UInt8] {
    var zip = ZipBuilder()
    zip.entries = [
        ZipBuilder.Entry("archive/data.pkl", pickle), ZipBuilder.Entry("archive/byteorder", Array("little".utf8)),
    ]
    for (key, content) in storages.sorted(by: { $0.key < $1.key }) {
        zip.entries.append(ZipBuilder.Entry("archive/data/\(key)", content))
    }
    return zip.bytes
}

/// An archive as PyTorch writes them around a pickle.
func archive(_ instructions: [Pickle], storages: [String: [UInt8]] = [:]) -> [UInt8] {
    archive(Pickle.program(instructions), storages: storages)
}
