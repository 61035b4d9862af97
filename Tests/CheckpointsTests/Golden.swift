import Checkpoints
import Foundation
import SystemPackage
import Testing

/// The files that the reference implementations wrote.
enum Golden {
    static func path(_ name: String) throws -> FilePath {
        FilePath(try #require(Bundle.module.url(forResource: name, withExtension: nil, subdirectory: "Golden")).path)
    }

    static func open(_ name: String) throws -> Checkpoint { try Checkpoint.open(path(name)) }

    static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: path(name).string)))
    }

    /// The numbers of the tensor that comes n-th by name.
    static func rule(_ n: Int, _ count: Int) -> [Float] { (0..<count).map { Float((7 * n + $0) % 17 - 8) / 16 } }

    /// Expects extents, elements and their type.
    static func expect(
        _ checkpoint: Checkpoint, _ name: String, _ type: ElementType, _ shape: [Int], _ values: [Float],
        at location: SourceLocation = #_sourceLocation
    ) throws {
        let tensor = try #require(checkpoint.tensors[name], sourceLocation: location)
        #expect(tensor.elementType == type, sourceLocation: location)
        #expect(tensor.shape == shape, sourceLocation: location)
        #expect(tensor.floats() == values, sourceLocation: location)
    }
}

/// Expects that bytes are refused, with a reason in which a part stands; an empty part: whatever the reason.
func expectError(
    _ part: String, _ body: @autoclosure () throws -> Checkpoint, at location: SourceLocation = #_sourceLocation
) {
    let error = #expect(throws: CheckpointError.self, sourceLocation: location) { _ = try body() }
    let text = error?.description ?? ""
    #expect(part.isEmpty || text.contains(part), "The reason is: \(text)", sourceLocation: location)
}
