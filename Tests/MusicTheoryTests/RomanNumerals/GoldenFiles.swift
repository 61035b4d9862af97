import FoundationEssentials
import Testing

/// The files of the folder Golden.
enum GoldenFiles {
    static func path(_ name: String) -> String {
        let folder = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
        return "/\(folder)/Golden/\(name)"
    }

    static func json<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value {
        try JSONDecoder().decode(type, from: Data(contentsOf: URL(filePath: path(name))))
    }
}
