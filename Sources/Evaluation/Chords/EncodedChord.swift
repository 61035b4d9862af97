internal import MusicTheory

/// A chord as the comparisons see it (Pauwels & Peeters, "Evaluating automatically estimated chord sequences", ICASSP
/// 2013; Raffel et al., ISMIR 2014): root, notes above it within an octave, and lowest note.
public struct EncodedChord: Hashable, Sendable {
    /// Semitones of the root above C; `nil` for "N" and "X".
    public let root: Int?
    /// Bit i is set where the chord has the note i semitones above its root.
    public let semitones: UInt16
    /// Semitones of the lowest note above the root; `nil` for "N" and "X".
    public let bass: Int?
    /// Whether the label is "X".
    public let isUnknown: Bool

    /// Encodes a label.
    ///
    /// - Parameter foldsExtensions: whether ninths, elevenths and thirteenths count, an octave lower; the comparisons
    ///   leave them out, the segmentation measures tell chords apart by them.
    public init(_ label: HarteLabel, foldsExtensions: Bool = false) {
        guard case .chord(let spelling, let shorthand, let degrees, let bassDegree) = label else {
            (root, semitones, bass, isUnknown) = (nil, 0, nil, label == .unknown)
            return
        }
        var counts = [Int](repeating: 0, count: 12)
        for semitone in shorthand?.semitones ?? [] { counts[semitone] += 1 }
        counts[0] = 1
        var changes: [Int: Int] = [:]
        for item in degrees {
            let semitone = Self.semitones(of: item.degree)
            guard foldsExtensions || semitone < 12 else { continue }
            changes[PitchClass(semitone).semitone, default: 0] += item.isOmitted ? -1 : 1
        }
        for (semitone, change) in changes { counts[semitone] += change }
        if foldsExtensions {
            for semitone in shorthand?.extensions ?? [] { counts[semitone] += 1 }
        }
        let lowest = bassDegree.semitones
        var bits: UInt16 = 0
        for semitone in counts.indices where counts[semitone] > 0 || semitone == lowest { bits |= 1 << semitone }
        (root, semitones, bass, isUnknown) = (spelling.pitchClass.semitone, bits, lowest, false)
    }

    /// Semitones above the root, 12 and more for compound degrees.
    private static func semitones(of degree: ScaleDegree) -> Int {
        let steps = [0, 2, 4, 5, 7, 9, 11, 12, 14, 16, 17, 19, 21]
        return steps[degree.number - 1] + degree.alteration
    }

    /// Bit i is set where the chord has the note i semitones above C; all of them for "X", as in mir_eval.
    var chroma: UInt16 {
        if isUnknown { return 0xFFF }
        guard let root else { return 0 }
        return (semitones << root | semitones >> (12 - root)) & 0xFFF
    }
}
