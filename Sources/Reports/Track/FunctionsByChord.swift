internal import Tracks

/// Numerals and functions of a sidecar's chords, by the chords' places.
struct FunctionsByChord {
    private var entries: [Int: ChordFunction] = [:]
    /// Whether any chord has a numeral.
    var isKnown: Bool { !entries.isEmpty }

    init(_ sidecar: TheorySidecar) {
        for entry in sidecar.musicTheory.harmonic.chords ?? [] { entries[entry.index] = entry }
    }

    /// A chord's place in its key.
    subscript(index: Int) -> ChordFunction? { entries[index] }

    /// What the chord does; `nil` where nothing is known of it.
    func function(_ index: Int) -> FunctionWords? { entries[index].map { FunctionWords(name: $0.function) } }

    /// Name of the style rule.
    func style(_ index: Int) -> String { (function(index) ?? .other).style }

    /// "V⁷, dominant", "V⁷/V, applied dominant of V".
    func words(_ index: Int) -> String? {
        guard let entry = entries[index] else { return nil }
        var words = ChordSymbol.numeral(entry.roman) + ", " + FunctionWords(name: entry.function).name
        if let target = entry.appliedTo { words += " of " + ChordSymbol.numeral(target) }
        if let source = entry.borrowedFrom { words += " from \(source)" }
        return words
    }
}
