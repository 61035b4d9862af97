/// What a chord does in its key (after Riemann; the names are those of the sidecar).
public enum HarmonicFunction: String, CaseIterable, Sendable {
    /// Rest: I, i.
    case tonic
    /// What can stand for the tonic: vi, iii, bVI, bIII; III and VI in minor.
    case tonicSub = "tonic_sub"
    /// What demands the tonic: V, V7, the cadential six-four.
    case dominant
    /// What can stand for the dominant: vii, v, III+ in minor, the subtonic before the tonic, subV7.
    case dominantSub = "dominant_sub"
    /// What leaves the tonic: IV, iv, N, augmented sixths.
    case subdominant
    /// What can stand for the subdominant: ii, iio, the subtonic before IV.
    case subdominantSub = "subdominant_sub"
    /// The dominant of another degree.
    case applied
    /// Borrowed colour without one of the functions above.
    case mixture
    /// What nothing explains.
    case other
}

/// Where a chord's notes come from.
public enum HarmonicRole: String, CaseIterable, Sendable {
    /// The key's own scale; in minor with V, V7, viio, viio7 and III+ of harmonic minor.
    case diatonic
    /// Another mode on the same tonic.
    case borrowed
    /// The scale of the degree that the chord leads to.
    case applied
    /// Anywhere else.
    case chromatic
}
