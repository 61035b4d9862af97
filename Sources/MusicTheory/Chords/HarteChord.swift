/// A chord as Harte's syntax can write it: any set of degrees above a root over any bass, such as "C:maj7(9,#11)/3" or
/// "D:(1,4,b7)". `Chord` is its reduction to the vocabulary of `ChordQuality`.
public struct HarteChord: Hashable, Sendable {
    /// The root.
    public var root: PitchSpelling
    /// The type; `nil` where the degrees are listed one by one.
    public var shorthand: HarteShorthand?
    /// Degrees that are added to the shorthand's, or all of them where there is none.
    public var added: Set<ScaleDegree>
    /// Degrees that are left out of the shorthand's ("*5").
    public var omitted: Set<ScaleDegree>
    /// The lowest note above the root; 1 in root position.
    public var bass: ScaleDegree

    /// A chord of a type with changes.
    public init(
        root: PitchSpelling, shorthand: HarteShorthand?, added: Set<ScaleDegree> = [],
        omitted: Set<ScaleDegree> = [], bass: ScaleDegree = ScaleDegree(number: 1)
    ) {
        self.root = root
        self.shorthand = shorthand
        self.added = added
        self.omitted = omitted
        self.bass = bass
    }

    /// Writes a chord of the vocabulary.
    public init(_ chord: Chord) {
        self.init(
            root: chord.root, shorthand: HarteShorthand(rawValue: chord.quality.rawValue),
            bass: ScaleDegree(from: chord.root, to: chord.bass))
    }

    /// Reads a label: root, then ":" with a shorthand, degrees in parentheses or both, then "/" with the bass. Without
    /// a type it is a major chord. `nil` for anything else, "N" and "X" among it.
    public init?(_ label: some StringProtocol) {
        guard label.utf8.count <= 64 else { return nil }
        var rest = label[...]
        var bass = ScaleDegree(number: 1)
        if let slash = rest.firstIndex(of: "/") {
            guard let degree = ScaleDegree(rest[rest.index(after: slash)...]) else { return nil }
            bass = degree
            rest = rest[..<slash]
        }
        var listed: (added: Set<ScaleDegree>, omitted: Set<ScaleDegree>)?
        if rest.last == ")" {
            guard let open = rest.firstIndex(of: "("),
                let degrees = HarteChord.degrees(rest[rest.index(after: open)...].dropLast())
            else { return nil }
            listed = degrees
            rest = rest[..<open]
        }
        let colon = rest.firstIndex(of: ":")
        guard let root = PitchSpelling(rest[..<(colon ?? rest.endIndex)]) else { return nil }
        var shorthand: HarteShorthand?
        if let colon {
            let name = String(rest[rest.index(after: colon)...])
            shorthand = HarteShorthand(rawValue: name)
            if name.isEmpty {
                guard let listed, !listed.added.isEmpty, listed.omitted.isEmpty else { return nil }
            } else if shorthand == nil {
                return nil
            }
        } else {
            guard listed == nil else { return nil }
            shorthand = .major
        }
        self.init(
            root: root, shorthand: shorthand, added: listed?.added ?? [], omitted: listed?.omitted ?? [], bass: bass)
    }

    private static func degrees(
        _ list: some StringProtocol
    ) -> (added: Set<ScaleDegree>, omitted: Set<ScaleDegree>)? {
        var added: Set<ScaleDegree> = []
        var omitted: Set<ScaleDegree> = []
        for item in list.split(separator: ",", omittingEmptySubsequences: false) {
            let isOmitted = item.first == "*"
            guard let degree = ScaleDegree(isOmitted ? item.dropFirst() : item[...]) else { return nil }
            if isOmitted { omitted.insert(degree) } else { added.insert(degree) }
        }
        return (added, omitted)
    }

    /// All degrees that sound above the root; the root itself is missing where it is left out. The bass is not among
    /// them unless the chord has it.
    public var degrees: Set<ScaleDegree> { (shorthand?.degrees ?? []).subtracting(omitted).union(added) }

    /// The label: degrees upwards, omissions first.
    public var label: String {
        func list(_ degrees: Set<ScaleDegree>, _ prefix: String) -> [String] {
            degrees.sorted { ($0.number, $0.alteration) < ($1.number, $1.alteration) }.map { prefix + $0.name }
        }
        let items = list(omitted, "*") + list(added, "")
        let changes = items.isEmpty ? "" : "(" + items.joined(separator: ",") + ")"
        let lowest = bass == ScaleDegree(number: 1) ? "" : "/" + bass.name
        return "\(root.name):\(shorthand?.rawValue ?? "")\(changes)\(lowest)"
    }
}
