/// What two chords must have in common to count as equal, with the names and rules of mir_eval 0.8.2 (MIREX 2013 and
/// later).
public enum ChordComparison: String, CaseIterable, Hashable, Sendable {
    /// Root and third.
    case thirds
    case thirdsInverted = "thirds_inv"
    /// Root and everything up to the fifth.
    case triads
    case triadsInverted = "triads_inv"
    /// Root and everything up to the seventh.
    case tetrads
    case tetradsInverted = "tetrads_inv"
    /// Root.
    case root
    /// At least three notes.
    case mirex
    /// Triads, where the reference is a major or a minor one or no chord.
    case majorMinor = "majmin"
    case majorMinorInverted = "majmin_inv"
    /// Tetrads, where the reference is a major or minor triad, a dominant, major or minor seventh, or no chord.
    case sevenths
    case seventhsInverted = "sevenths_inv"

    /// Whether the lowest notes must be equal too.
    public var comparesBass: Bool {
        switch self {
        case .thirdsInverted, .triadsInverted, .tetradsInverted, .majorMinorInverted, .seventhsInverted: true
        case .thirds, .triads, .tetrads, .root, .mirex, .majorMinor, .sevenths: false
        }
    }

    /// The notes, as bits above the root, in which the chords must agree.
    private var comparedSemitones: UInt16 {
        switch self {
        case .root, .mirex: 0
        case .thirds, .thirdsInverted: 1 << 3
        case .triads, .triadsInverted, .majorMinor, .majorMinorInverted: 0xFF
        case .tetrads, .tetradsInverted, .sevenths, .seventhsInverted: 0xFFF
        }
    }

    /// Whether an estimate counts as equal to a reference; `nil` where the reference is outside the vocabulary of this
    /// comparison, so that its time is left out.
    public func isEqual(reference: EncodedChord, estimate: EncodedChord) -> Bool? {
        guard isComparable(reference) else { return nil }
        if self == .mirex {
            if reference.root == nil, estimate.root == nil { return true }
            return (reference.chroma & estimate.chroma).nonzeroBitCount >= Self.mirexNotes
        }
        guard reference.root == estimate.root else { return false }
        if comparesBass, reference.bass != estimate.bass { return false }
        // An "X" has no notes to compare; "N" and "X" share but their lack of a root.
        guard comparedSemitones != 0 else { return true }
        return !estimate.isUnknown && (reference.semitones ^ estimate.semitones) & comparedSemitones == 0
    }

    private static let mirexNotes = 3

    private func isComparable(_ reference: EncodedChord) -> Bool {
        if reference.isUnknown { return false }
        guard reference.root != nil else { return true }
        switch self {
        case .mirex: return reference.semitones.nonzeroBitCount >= Self.mirexNotes
        case .majorMinor, .majorMinorInverted:
            return [.major, .minor].contains { (Self.bits($0) ^ reference.semitones) & 0xFF == 0 }
        case .sevenths, .seventhsInverted:
            return [.major, .minor, .majorSeventh, .dominantSeventh, .minorSeventh].contains {
                Self.bits($0) == reference.semitones
            }
        default: return true
        }
    }

    private static func bits(_ shorthand: ChordShorthand) -> UInt16 {
        shorthand.semitones.reduce(0) { $0 | 1 << $1 }
    }
}
