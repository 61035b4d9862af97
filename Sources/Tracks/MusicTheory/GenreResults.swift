/// Genre with reasons.
public struct GenreResults: Codable, Sendable, Equatable {
    /// The most likely genre; "unknown" where none is likely enough.
    @ExplicitNull public var primary: String?
    /// 0...1.
    @ExplicitNull public var confidence: Double?
    /// `confidence` in words.
    @ExplicitNull public var confidenceLabel: String?
    /// What the confidence is and is not, in a sentence.
    @ExplicitNull public var confidenceBasis: String?
    /// Other likely genres.
    @ExplicitNull public var secondary: [GenreCandidate]?
    /// Sentences with measured values, the weightiest first.
    @ExplicitNull public var reasons: [String]?
    /// The musical features that were measured, by name; units are in the names.
    @ExplicitNull public var features: [String: Double]?

    enum CodingKeys: String, CodingKey {
        case primary, confidence
        case confidenceLabel = "confidence_label"
        case confidenceBasis = "confidence_basis"
        case secondary, reasons, features
    }

    /// Results that know nothing yet.
    public init() {}
}

/// A genre that is likely as well.
public struct GenreCandidate: Codable, Sendable, Equatable {
    /// The genre.
    public var name: String
    /// 0...1.
    public var confidence: Double

    /// A genre and how likely it is.
    public init(name: String, confidence: Double) {
        self.name = name
        self.confidence = confidence
    }
}
