/// A chord: root, quality and lowest note, each spelt.
public struct Chord: Hashable, Sendable {
    /// The root.
    public var root: PitchSpelling
    /// The kind of chord.
    public var quality: ChordQuality
    /// The lowest sounding note; the root in root position.
    public var bass: PitchSpelling

    /// A chord, in root position unless a bass is given.
    public init(root: PitchSpelling, quality: ChordQuality, bass: PitchSpelling? = nil) {
        self.root = root
        self.quality = quality
        self.bass = bass ?? root
    }

    /// The chord's pitch classes from the root upwards, without the bass.
    public var pitchClasses: [PitchClass] { quality.intervals.map(root.pitchClass.transposed(by:)) }

    /// Harte syntax: "C:maj", "A:min7", "G:7/3".
    public var harte: String {
        let label = "\(root.name):\(quality.rawValue)"
        return bass == root ? label : label + "/" + ScaleDegree(from: root, to: bass).name
    }
}

/// What a stretch of music is labelled with: a chord, or "N" for none.
public enum ChordLabel: Hashable, Sendable {
    case none
    case chord(Chord)

    /// Reads Harte syntax as far as `ChordQuality` goes: "N", "C", "C:maj", "A:min7/b3"; `nil` for anything else.
    public init?(harte label: some StringProtocol) {
        if label == "N" {
            self = .none
            return
        }
        let slash = label.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let head = slash.first else { return nil }
        let parts = head.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let rootName = parts.first, let root = PitchSpelling(rootName) else { return nil }
        var quality = ChordQuality.major
        if parts.count == 2 {
            guard let named = ChordQuality(rawValue: String(parts[1])) else { return nil }
            quality = named
        }
        var bass = root
        if slash.count == 2 {
            guard let degree = ScaleDegree(slash[1]) else { return nil }
            bass = degree.spelling(above: root)
        }
        self = .chord(Chord(root: root, quality: quality, bass: bass))
    }

    /// The chord, unless there is none.
    public var chord: Chord? {
        if case .chord(let chord) = self { chord } else { nil }
    }

    /// Harte syntax.
    public var harte: String { chord?.harte ?? "N" }
}
