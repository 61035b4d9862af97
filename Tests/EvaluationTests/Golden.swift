import Evaluation
import Foundation
import Testing

/// What mir_eval 0.8.2 found, see Golden/make_mir_eval_golden.py.
enum Golden {
    static func decode<Value: Decodable>(_ type: Value.Type, _ name: String) throws -> Value {
        let folder = try #require(Bundle.module.resourcePath)
        return try JSONDecoder().decode(type, from: Data(contentsOf: URL(fileURLWithPath: "\(folder)/Golden/\(name)")))
    }

    /// Expects every score to be as in the file, and none to be missing.
    static func expect(_ scores: [String: Double], _ expected: [String: Double], _ context: String) {
        #expect(Set(scores.keys) == Set(expected.keys), "\(context)")
        for (name, value) in expected {
            let score = scores[name] ?? .nan
            #expect(abs(score - value) < 1e-6, "\(context), \(name): \(score), not \(value)")
        }
    }
}

/// `[start, end, label]`.
struct GoldenSpan: Decodable {
    let span: LabelledSpan

    init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        span = LabelledSpan(
            start: try container.decode(Double.self), end: try container.decode(Double.self),
            label: try container.decode(String.self))
    }
}
