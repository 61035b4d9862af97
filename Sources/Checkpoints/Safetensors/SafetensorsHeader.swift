/// The header of a safetensors file: what its JSON says, not yet checked against the file.
///
/// A reader of its own knows just the three levels that the format has, so that neither nesting nor a number too large
/// for an `Int` nor a name that stands there twice (readers differ in which one they take) is left to chance.
struct SafetensorsHeader {
    /// Of one tensor.
    struct Entry {
        let name: String
        let dtype: String
        let shape: [Int]
        let begin: Int
        let end: Int
    }

    /// Tensors and texts; far more than weights have.
    private static let maximumEntryCount = 100_000

    let entries: [Entry]
    let metadata: [String: String]

    init(_ bytes: [UInt8]) throws(CheckpointError) {
        var reader = JSONReader(bytes)
        var names = Set<String>()
        var entries: [Entry] = []
        var metadata: [String: String] = [:]
        try reader.object { (reader, name) throws(CheckpointError) in
            guard names.insert(name).inserted else { throw Self.twice(name) }
            guard names.count <= Self.maximumEntryCount else { throw Self.tooMany }
            if name == "__metadata__" {
                metadata = try Self.texts(&reader)
            } else {
                entries.append(try Self.entry(name, &reader))
            }
        }
        try reader.end()
        (self.entries, self.metadata) = (entries, metadata)
    }

    private static func texts(_ reader: inout JSONReader) throws(CheckpointError) -> [String: String] {
        var texts: [String: String] = [:]
        try reader.object { (reader, name) throws(CheckpointError) in
            guard texts.updateValue(try reader.text(), forKey: name) == nil else { throw twice(name) }
            guard texts.count <= maximumEntryCount else { throw tooMany }
        }
        return texts
    }

    private static func entry(_ name: String, _ reader: inout JSONReader) throws(CheckpointError) -> Entry {
        var (dtype, shape, offsets): (String?, [Int]?, [Int]?)
        try reader.object { (reader, field) throws(CheckpointError) in
            switch field {
            case "dtype" where dtype == nil: dtype = try reader.text()
            case "shape" where shape == nil: shape = try reader.integers(atMost: 16)
            case "data_offsets" where offsets == nil: offsets = try reader.integers(atMost: 2)
            case "dtype", "shape", "data_offsets": throw twice(field)
            default: throw .malformed("Tensor \(name.forMessage) has an unknown field \(field.forMessage).")
            }
        }
        guard let dtype, let shape, let offsets, offsets.count == 2 else {
            throw .malformed("Tensor \(name.forMessage) lacks its dtype, its shape or its two data_offsets.")
        }
        return Entry(name: name, dtype: dtype, shape: shape, begin: offsets[0], end: offsets[1])
    }

    private static var tooMany: CheckpointError {
        .refused("The safetensors header has more than \(maximumEntryCount) entries.")
    }

    private static func twice(_ name: String) -> CheckpointError {
        .malformed("The name \(name.forMessage) stands in the safetensors header twice.")
    }
}
