internal import Glibc
public import SystemPackage

/// Writes safetensors files; the same content gives the same bytes.
public enum SafetensorsWriter {
    /// A tensor to write: its name, its extents, and its elements row by row.
    public struct Entry: Sendable {
        let name: String
        let shape: [Int]
        let values: Values

        /// The elements in the precision they are stored with.
        enum Values: Sendable {
            case single([Float])
            case half([Float16])
        }

        /// In single precision.
        ///
        /// - Parameter values: as many as the extents' product.
        public init(name: String, shape: [Int], values: [Float]) {
            self.init(name, shape, .single(values), count: values.count)
        }

        /// In half precision.
        ///
        /// - Parameter halves: as many as the extents' product.
        public init(name: String, shape: [Int], halves: [Float16]) {
            self.init(name, shape, .half(halves), count: halves.count)
        }

        private init(_ name: String, _ shape: [Int], _ values: Values, count: Int) {
            precondition(shape.allSatisfy { $0 >= 0 }, "An extent is negative.")
            precondition(count == shape.reduce(1, *), "The numbers do not fill the extents.")
            precondition(name != "__metadata__", "The name __metadata__ is the format's own.")
            self.name = name
            self.shape = shape
            self.values = values
        }

        /// The format's name of the precision.
        var elementType: String {
            switch values {
            case .single: "F32"
            case .half: "F16"
            }
        }

        var byteCount: Int {
            switch values {
            case .single(let values): 4 * values.count
            case .half(let values): 2 * values.count
            }
        }

        func append(to bytes: inout [UInt8]) {
            switch values {
            case .single(let values): unsafe values.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
            case .half(let values): unsafe values.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
            }
        }
    }

    /// The bytes of a file with these tensors, sorted by name, and texts. No name may stand there twice.
    public static func encode(_ entries: [Entry], metadata: [String: String] = [:]) throws(CheckpointError) -> [UInt8] {
        precondition(Set(entries.map(\.name)).count == entries.count, "A tensor's name stands there twice.")
        let sorted = entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        var members: [String] = []
        if !metadata.isEmpty {
            let texts = metadata.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            let pairs = texts.map { "\(json($0.key)):\(json($0.value))" }
            members.append("\"__metadata__\":{\(pairs.joined(separator: ","))}")
        }
        var offset = 0
        for entry in sorted {
            let end = offset + entry.byteCount
            let shape = entry.shape.map(String.init).joined(separator: ",")
            let type = entry.elementType
            members.append(
                "\(json(entry.name)):{\"data_offsets\":[\(offset),\(end)],\"dtype\":\"\(type)\",\"shape\":[\(shape)]}")
            offset = end
        }
        var text = Array("{\(members.joined(separator: ","))}".utf8)
        // The numbers begin at a multiple of 64 bytes, so that they can be used where they are.
        while (text.count + 8) % 64 != 0 { text.append(UInt8(ascii: " ")) }
        guard text.count <= 100_000_000 else {
            throw .unreadable("The header has \(text.count) bytes, more than the format allows; write fewer tensors.")
        }
        var bytes = (0..<8).map { UInt8(truncatingIfNeeded: text.count >> (8 * $0)) } + text
        bytes.reserveCapacity(bytes.count + offset)
        for entry in sorted { entry.append(to: &bytes) }
        return bytes
    }

    /// Writes a file; it appears whole or not at all.
    ///
    /// - Throws: `CheckpointError.unreadable` where the file cannot be written; what was there before is left as it was.
    public static func write(
        _ entries: [Entry], metadata: [String: String] = [:], to path: FilePath
    ) throws(CheckpointError) {
        let bytes = try encode(entries, metadata: metadata)
        let temporary = FilePath("\(path.string).\(UInt64.random(in: .min ... .max)).part")
        do {
            let file = try FileDescriptor.open(
                temporary, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
            try file.closeAfter {
                try file.writeAll(bytes)
                guard fsync(file.rawValue) == 0 else { throw Errno(rawValue: errno) }
            }
            guard unsafe rename(temporary.string, path.string) == 0 else { throw Errno(rawValue: errno) }
        } catch {
            _ = unsafe unlink(temporary.string)
            throw .unreadable(
                "\(path.lastComponent?.string ?? path.string) cannot be written: \(error). Check the folder, its "
                    + "permissions and the room on the disk.")
        }
    }

    /// A text as JSON, with nothing escaped that need not be.
    private static func json(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\":
                result.unicodeScalars.append("\\")
                result.unicodeScalars.append(scalar)
            case "\u{0}"..<"\u{20}":
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
