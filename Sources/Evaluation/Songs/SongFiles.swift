internal import FoundationEssentials

/// The truth's JSON form.
struct SongTruthFile: Decodable {
    var name: String?
    var duration: Double?
    var bpm: Double?
    var isConstantTempo: Bool?
    var tempoMap: [[Double]]?
    var meter: Int?
    var timeSignature: String?
    var keys: [KeyRow]?
    var beats: [Double]?
    var downbeats: [Double]?
    var chords: [SpanRow]?
    var sections: [SpanRow]?
    var letters: [String]?
    var numerals: [SpanRow]?
    var cadences: [CadenceRow]?
    var swing: Double?
    var genre: String?

    enum CodingKeys: String, CodingKey {
        case name, duration, bpm, meter, keys, beats, downbeats, chords, sections, letters, numerals, cadences, swing
        case genre
        case isConstantTempo = "is_constant_tempo"
        case tempoMap = "tempo_map"
        case timeSignature = "time_signature"
    }
}

/// The JSON form in which other analysers' results come: as the truth's, with single values where an analyser gives
/// one.
struct SongEstimateFile: Decodable {
    var tempo: Answer<Double>
    var tempoConfidence: Double?
    var isConstantTempo: Bool?
    var meter: Answer<Int>
    var timeSignature: Answer<String>
    var meterConfidence: Double?
    var key: Answer<String>
    var keyConfidence: Double?
    var keys: [KeyRow]?
    var beats: [Double]?
    var downbeats: [Double]?
    var chords: [SpanRow]?
    /// Starts of the sections.
    var segments: [Double]?
    var letters: [String]?
    var numerals: [SpanRow]?
    var cadences: [CadenceRow]?
    var swing: Answer<Double>
    var genre: Answer<String>

    enum CodingKeys: String, CodingKey {
        case tempo, meter, key, keys, beats, downbeats, chords, segments, letters, numerals, cadences, swing, genre
        case tempoConfidence = "tempo_confidence"
        case isConstantTempo = "is_constant_tempo"
        case timeSignature = "time_signature"
        case meterConfidence = "meter_confidence"
        case keyConfidence = "key_confidence"
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func answer<Value: Decodable & Sendable>(_ key: CodingKeys) throws -> Answer<Value> {
            guard container.contains(key) else { return .notAsked }
            return try container.decodeIfPresent(Value.self, forKey: key).map { .found($0) } ?? .nothing
        }
        tempo = try answer(.tempo)
        meter = try answer(.meter)
        timeSignature = try answer(.timeSignature)
        key = try answer(.key)
        tempoConfidence = try container.decodeIfPresent(Double.self, forKey: .tempoConfidence)
        isConstantTempo = try container.decodeIfPresent(Bool.self, forKey: .isConstantTempo)
        meterConfidence = try container.decodeIfPresent(Double.self, forKey: .meterConfidence)
        keyConfidence = try container.decodeIfPresent(Double.self, forKey: .keyConfidence)
        keys = try container.decodeIfPresent([KeyRow].self, forKey: .keys)
        beats = try container.decodeIfPresent([Double].self, forKey: .beats)
        downbeats = try container.decodeIfPresent([Double].self, forKey: .downbeats)
        chords = try container.decodeIfPresent([SpanRow].self, forKey: .chords)
        segments = try container.decodeIfPresent([Double].self, forKey: .segments)
        letters = try container.decodeIfPresent([String].self, forKey: .letters)
        numerals = try container.decodeIfPresent([SpanRow].self, forKey: .numerals)
        cadences = try container.decodeIfPresent([CadenceRow].self, forKey: .cadences)
        swing = try answer(.swing)
        genre = try answer(.genre)
    }
}

/// `[start, "C major"]`; what follows is ignored.
struct KeyRow: Decodable {
    var start: Double
    var name: String

    init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        start = try container.decode(Double.self)
        name = try container.decode(String.self)
    }
}

/// `[seconds, "authentic"]`; what follows is ignored.
struct CadenceRow: Decodable {
    var event: CadenceEvent

    init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        event = CadenceEvent(
            timeSeconds: try container.decode(Double.self), type: try container.decode(String.self))
    }
}

/// `[start, end, label]`; what follows is ignored.
struct SpanRow: Decodable {
    var span: LabelledSpan

    init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        span = LabelledSpan(
            start: try container.decode(Double.self), end: try container.decode(Double.self),
            label: try container.decode(String.self))
    }
}

/// What is wrong with a JSON file, in a sentence.
enum JSONFault {
    static func description(of error: any Error) -> String {
        func place(_ path: [any CodingKey]) -> String {
            let names = path.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }
            return path.isEmpty ? "The file" : "The value at \"\(names.joined().drop { $0 == "." })\""
        }
        return switch error as? DecodingError {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context):
            "\(place(context.codingPath)) does not have the expected form (\(context.debugDescription))."
        case .dataCorrupted(let context):
            "\(place(context.codingPath)) cannot be read as JSON (\(context.debugDescription))."
        default: "The file cannot be read as JSON (\(error))."
        }
    }
}
