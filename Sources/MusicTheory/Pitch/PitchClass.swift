/// A pitch without its octave, in equal temperament: 0 is C, 11 is B.
public struct PitchClass: Hashable, Sendable, Comparable {
    /// Semitones above C, 0...11.
    public let semitone: Int

    /// The pitch class of any number of semitones above (or below) a C.
    public init(_ semitone: Int) {
        self.semitone = ((semitone % 12) + 12) % 12
    }

    /// All twelve, from C upwards.
    public static let all: [PitchClass] = (0..<12).map(PitchClass.init)

    /// The pitch class `semitones` higher.
    public func transposed(by semitones: Int) -> PitchClass { PitchClass(semitone + semitones) }

    /// Semitones upwards to `other`, 0...11.
    public func interval(to other: PitchClass) -> Int { PitchClass(other.semitone - semitone).semitone }

    /// By semitones above C.
    public static func < (left: PitchClass, right: PitchClass) -> Bool { left.semitone < right.semitone }
}
