internal import FoundationEssentials
internal import Glibc
public import SystemPackage

/// Writes safetensors files; the same content gives the same bytes.
public enum SafetensorsWriter {
    /// A tensor to write: its name, its extents, and its elements row by row.
    public struct Entry: Sendable {
        let name: String
        let shape: [Int]
        let values: [Float]

        /// - Parameter values: as many as the extents' product.
        public init(name: String, shape: [Int], values: [Float]) {
            precondition(values.count == shape.reduce(1, *), "The numbers do not fill the extents.")
            self.name = name
            self.shape = shape
            self.values = values
        }
    }

    private struct Description: Encodable {
        let dtype = "F32"
        let shape: [Int]
        let data_offsets: [Int]
    }

    /// The bytes of a file with these tensors, sorted by name, and texts.
    public static func encode(_ entries: [Entry], metadata: [String: String] = [:]) throws(CheckpointError) -> [UInt8] {
        let sorted = entries.sorted { $0.name < $1.name }
        var header: [String: JSONText] = [:]
        var offset = 0
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            for entry in sorted {
                let end = offset + 4 * entry.values.count
                header[entry.name] = .tensor(Description(shape: entry.shape, data_offsets: [offset, end]))
                offset = end
            }
            if !metadata.isEmpty { header["__metadata__"] = .texts(metadata) }
            var text = [UInt8](try encoder.encode(header))
            // The numbers begin at a multiple of 64 bytes, so that they can be used where they are.
            while (text.count + 8) % 64 != 0 { text.append(UInt8(ascii: " ")) }
            var bytes = (0..<8).map { UInt8(truncatingIfNeeded: text.count >> (8 * $0)) } + text
            bytes.reserveCapacity(bytes.count + offset)
            for entry in sorted {
                for value in entry.values {
                    let bits = value.bitPattern
                    bytes.append(UInt8(truncatingIfNeeded: bits))
                    bytes.append(UInt8(truncatingIfNeeded: bits >> 8))
                    bytes.append(UInt8(truncatingIfNeeded: bits >> 16))
                    bytes.append(UInt8(truncatingIfNeeded: bits >> 24))
                }
            }
            return bytes
        } catch {
            throw .unreadable("The header cannot be written as JSON: \(error).")
        }
    }

    /// Writes a file; it appears whole or not at all.
    public static func write(
        _ entries: [Entry], metadata: [String: String] = [:], to path: FilePath
    ) throws(CheckpointError) {
        let bytes = try encode(entries, metadata: metadata)
        let temporary = FilePath(path.string + ".part")
        do {
            let file = try FileDescriptor.open(
                temporary, .writeOnly, options: [.create, .truncate],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
            try file.closeAfter {
                try file.writeAll(bytes)
                guard fsync(file.rawValue) == 0 else { throw Errno(rawValue: errno) }
            }
            guard unsafe rename(temporary.string, path.string) == 0 else { throw Errno(rawValue: errno) }
        } catch {
            throw .unreadable("\(path.lastComponent?.string ?? path.string) cannot be written: \(error).")
        }
    }

    private enum JSONText: Encodable {
        case tensor(Description)
        case texts([String: String])

        func encode(to encoder: any Encoder) throws {
            switch self {
            case .tensor(let description): try description.encode(to: encoder)
            case .texts(let texts): try texts.encode(to: encoder)
            }
        }
    }
}
