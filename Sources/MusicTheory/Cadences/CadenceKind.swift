/// What a phrase ends with.
public enum CadenceKind: String, CaseIterable, Hashable, Sendable {
    /// Dominant to tonic.
    case authentic
    /// Subdominant to tonic.
    case plagal
    /// A rest on the dominant.
    case half
    /// Dominant to something in the tonic's place.
    case deceptive
    /// To the tonic without a leading note: subtonic or minor dominant to tonic.
    case modal
}

/// A kind of cadence, more closely.
public enum CadenceSubtype: String, CaseIterable, Hashable, Sendable {
    /// V-I, both in root position, with the tonic in the melody.
    case perfect
    /// V-I otherwise.
    case imperfect
    /// viio-I.
    case leadingNote = "leading_note"
    /// The tonic arrives in inversion after V42, or the melody turns away.
    case evaded
    /// IV-I.
    case plagal
    /// iv-I.
    case minorPlagal = "minor_plagal"
    /// A rest on V after anything but iv6.
    case half
    /// iv6-V in minor.
    case phrygianHalf = "phrygian"
    /// V-vi, or V-VI in minor.
    case submediant
    /// V-bVI in major.
    case flatSubmediant = "flat_submediant"
    /// V-IV6.
    case subdominant
    /// iv(7)-bVII(7)-I.
    case backdoor
    /// bVII-I or VII-i.
    case subtonic
    /// bVI-bVII-I or VI-VII-i.
    case aeolian
    /// v-I or v-i.
    case minorDominant = "minor_dominant"
    /// N-i or bII-I, root position.
    case phrygianModal = "phrygian_modal"

    /// The kind that it is one of.
    public var kind: CadenceKind {
        switch self {
        case .perfect, .imperfect, .leadingNote, .evaded: .authentic
        case .plagal, .minorPlagal: .plagal
        case .half, .phrygianHalf: .half
        case .submediant, .flatSubmediant, .subdominant: .deceptive
        case .backdoor, .subtonic, .aeolian, .minorDominant, .phrygianModal: .modal
        }
    }
}
