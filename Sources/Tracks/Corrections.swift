/// What the user knows better than the analysis about a song. What is empty means nothing; what is there holds, and the
/// rest of the analysis is made to agree with it.
public struct Corrections: Codable, Sendable, Equatable {
    /// One thing that can be corrected.
    public enum Field: String, CaseIterable, Codable, Sendable {
        /// The tempo.
        case bpm
        /// Where bars begin.
        case downbeat
        /// The key.
        case key
        /// The meter.
        case timeSignature = "time_signature"
    }

    /// Beats per minute.
    @ExplicitNull public var bpm: Double?
    /// Times in seconds at which a bar begins, in order: the beat nearest to each is the first of its bar.
    public var downbeatSeconds: [Double] {
        didSet { downbeatSeconds.sort() }
    }
    /// The key of the whole song, such as "A minor".
    @ExplicitNull public var key: String?
    /// Meter such as "3/4".
    @ExplicitNull public var timeSignature: String?

    enum CodingKeys: String, CodingKey {
        case bpm
        case downbeatSeconds = "downbeats_s"
        case key
        case timeSignature = "time_signature"
    }

    /// Corrections of what is given.
    public init(
        bpm: Double? = nil, downbeatSeconds: [Double] = [], key: String? = nil, timeSignature: String? = nil
    ) {
        self.downbeatSeconds = downbeatSeconds.sorted()
        self.bpm = bpm
        self.key = key
        self.timeSignature = timeSignature
    }

    /// Tempi that can be given, in beats per minute.
    public static let bpmRange = 20.0...400.0

    /// Reads corrections; a value that could not have been given (a tempo of zero, say) is passed over.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let bpm = try values.decodeIfPresent(Double.self, forKey: .bpm)
        let downbeats = try values.decodeIfPresent([Double].self, forKey: .downbeatSeconds) ?? []
        self.init(
            bpm: bpm.flatMap { Corrections.bpmRange.contains($0) ? $0 : nil },
            downbeatSeconds: downbeats.filter { $0 >= 0 && $0.isFinite },
            key: try values.decodeIfPresent(String.self, forKey: .key),
            timeSignature: try values.decodeIfPresent(String.self, forKey: .timeSignature))
    }

    /// What is corrected, in the order of `Field`.
    public var fields: [Field] { Field.allCases.filter(corrects) }

    /// Whether nothing is corrected.
    public var isEmpty: Bool { fields.isEmpty }

    /// Whether a field is corrected.
    public func corrects(_ field: Field) -> Bool {
        switch field {
        case .bpm: bpm != nil
        case .downbeat: !downbeatSeconds.isEmpty
        case .key: key != nil
        case .timeSignature: timeSignature != nil
        }
    }

    /// These and later ones; of a field that both correct, the later correction holds.
    public func merged(with later: Corrections) -> Corrections {
        Corrections(
            bpm: later.bpm ?? bpm,
            downbeatSeconds: later.downbeatSeconds.isEmpty ? downbeatSeconds : later.downbeatSeconds,
            key: later.key ?? key, timeSignature: later.timeSignature ?? timeSignature)
    }

    /// These without those of a field.
    public func removing(_ field: Field) -> Corrections {
        var rest = self
        switch field {
        case .bpm: rest.bpm = nil
        case .downbeat: rest.downbeatSeconds = []
        case .key: rest.key = nil
        case .timeSignature: rest.timeSignature = nil
        }
        return rest
    }
}

extension KeyedDecodingContainer {
    /// A missing key reads as no corrections: songs were analysed before there were any.
    public func decode(_ type: Corrections.Type, forKey key: Key) throws -> Corrections {
        try decodeIfPresent(type, forKey: key) ?? Corrections()
    }
}
