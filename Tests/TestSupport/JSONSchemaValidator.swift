public import Foundation

/// Checks a JSON document against a JSON Schema (the keywords that `etc/theory.schema.json` uses).
public struct JSONSchemaValidator {
    private let root: [String: Any]

    /// Reads a schema; `nil` where it is no JSON object.
    public init?(schema: Data) {
        guard let root = try? JSONSerialization.jsonObject(with: schema) as? [String: Any] else { return nil }
        self.root = root
    }

    /// What is wrong with a document, each with its place; empty when it is valid.
    public func problems(in document: Data) -> [String] {
        guard let value = try? JSONSerialization.jsonObject(with: document, options: [.fragmentsAllowed]) else {
            return ["no JSON"]
        }
        return check(value, root, at: "$")
    }

    private func check(_ value: Any, _ schema: [String: Any], at place: String) -> [String] {
        var problems: [String] = []
        if let reference = schema["$ref"] as? String, let target = resolve(reference) {
            problems += check(value, target, at: place)
        }
        if let choices = schema["anyOf"] as? [[String: Any]],
            !choices.contains(where: { check(value, $0, at: place).isEmpty })
        {
            problems.append("\(place): matches none of the alternatives")
        }
        if let type = schema["type"] {
            let names = (type as? [String]) ?? [(type as? String) ?? ""]
            if !names.contains(where: { Self.isType(value, $0) }) { problems.append("\(place): is no \(names)") }
        }
        if let constant = schema["const"], !Self.equal(value, constant) {
            problems.append("\(place): is not \(constant)")
        }
        if let choices = schema["enum"] as? [Any], !choices.contains(where: { Self.equal(value, $0) }) {
            problems.append("\(place): \(value) is not allowed")
        }
        problems += checkNumber(value, schema, at: place) + checkText(value, schema, at: place)
        if let object = value as? [String: Any] { problems += checkObject(object, schema, at: place) }
        if let array = value as? [Any], let items = schema["items"] as? [String: Any] {
            for (index, item) in array.enumerated() { problems += check(item, items, at: "\(place)[\(index)]") }
        }
        return problems
    }

    private func checkObject(_ object: [String: Any], _ schema: [String: Any], at place: String) -> [String] {
        let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
        var problems = ((schema["required"] as? [String]) ?? []).filter { object[$0] == nil }.map {
            "\(place): \($0) is missing"
        }
        for (key, value) in object {
            if let property = properties[key] {
                problems += check(value, property, at: "\(place).\(key)")
            } else if let others = schema["additionalProperties"] as? [String: Any] {
                problems += check(value, others, at: "\(place).\(key)")
            } else if let allowed = schema["additionalProperties"] as? Bool, !allowed {
                problems.append("\(place): \(key) is unknown")
            }
        }
        return problems
    }

    private func checkNumber(_ value: Any, _ schema: [String: Any], at place: String) -> [String] {
        guard Self.isType(value, "number"), let number = (value as? NSNumber)?.doubleValue else { return [] }
        var problems: [String] = []
        if let minimum = schema["minimum"] as? Double, number < minimum {
            problems.append("\(place): below \(minimum)")
        }
        if let maximum = schema["maximum"] as? Double, number > maximum {
            problems.append("\(place): above \(maximum)")
        }
        if let bound = schema["exclusiveMinimum"] as? Double, number <= bound {
            problems.append("\(place): not above \(bound)")
        }
        return problems
    }

    private func checkText(_ value: Any, _ schema: [String: Any], at place: String) -> [String] {
        guard let text = value as? String else { return [] }
        var problems: [String] = []
        if let length = schema["minLength"] as? Int, text.count < length { problems.append("\(place): too short") }
        if let pattern = schema["pattern"] as? String, text.range(of: pattern, options: .regularExpression) == nil {
            problems.append("\(place): \(text) does not match \(pattern)")
        }
        return problems
    }

    private func resolve(_ reference: String) -> [String: Any]? {
        var node: Any? = root
        for part in reference.dropFirst(2).split(separator: "/") { node = (node as? [String: Any])?[String(part)] }
        return node as? [String: Any]
    }

    private static func isBoolean(_ value: Any) -> Bool {
        (value as? NSNumber).map { unsafe String(cString: $0.objCType) == "c" } ?? (value is Bool)
    }

    private static func isType(_ value: Any, _ name: String) -> Bool {
        switch name {
        case "null": value is NSNull
        case "object": value is [String: Any]
        case "array": value is [Any]
        case "string": value is String
        case "boolean": isBoolean(value)
        case "integer":
            !isBoolean(value) && ((value as? NSNumber).map { $0.doubleValue == $0.doubleValue.rounded() } ?? false)
        case "number": !isBoolean(value) && value is NSNumber
        default: false
        }
    }

    private static func equal(_ first: Any, _ second: Any) -> Bool {
        if first is NSNull || second is NSNull { return first is NSNull && second is NSNull }
        if let first = first as? String, let second = second as? String { return first == second }
        return (first as? NSNumber) == (second as? NSNumber) && first is NSNumber && second is NSNumber
    }
}
