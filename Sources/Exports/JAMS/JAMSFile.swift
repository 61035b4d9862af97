/// The JSON of a JAMS file, version 0.3 (Humphrey et al., JAMS: A JSON Annotated Music Specification for Reproducible
/// MIR Research, ISMIR 2014).
struct JAMSFile: Encodable {
    var fileMetadata: Metadata
    var annotations: [Annotation] = []
    var sandbox: JAMSValue

    enum CodingKeys: String, CodingKey {
        case fileMetadata = "file_metadata"
        case annotations, sandbox
    }

    struct Metadata: Encodable {
        var title: String
        var artist: String
        var release: String
        var duration: Double
        var identifiers: [String: String]
        var jamsVersion = "0.3.4"

        enum CodingKeys: String, CodingKey {
            case title, artist, release, duration, identifiers
            case jamsVersion = "jams_version"
        }
    }

    struct Annotation: Encodable {
        var namespace: String
        var data: [Observation]
        var metadata: AnnotationMetadata
        var sandbox: JAMSValue = .object([:])
        var time = 0.0
        var duration: Double

        enum CodingKeys: String, CodingKey {
            case namespace, data
            case metadata = "annotation_metadata"
            case sandbox, time, duration
        }
    }

    struct AnnotationMetadata: Encodable {
        var corpus = ""
        var version: String
        var annotator: [String: String] = [:]
        var annotationTools: String
        var annotationRules = ""
        var validation = ""
        var dataSource = "program"

        enum CodingKeys: String, CodingKey {
            case corpus, version, annotator
            case annotationTools = "annotation_tools"
            case annotationRules = "annotation_rules"
            case validation
            case dataSource = "data_source"
        }
    }

    struct Observation: Encodable {
        var time: Double
        var duration: Double
        var value: JAMSValue
        var confidence: JAMSValue = .null
    }
}

/// A value of JSON.
enum JAMSValue: Encodable, Sendable {
    case null
    case text(String)
    case number(Double)
    case list([JAMSValue])
    case object([String: JAMSValue])

    /// A number, or null where it is none.
    init(_ number: Double?) { self = number.flatMap { $0.isFinite ? .number($0) : nil } ?? .null }

    /// A text or null.
    init(_ text: String?) { self = text.map(JAMSValue.text) ?? .null }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        case .list(let values): try container.encode(values)
        case .object(let members): try container.encode(members)
        }
    }
}
