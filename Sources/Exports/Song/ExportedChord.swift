internal import MusicTheory
internal import Tracks

/// A chord of a song with everything that a format may write of it.
struct ExportedChord: Sendable {
    let startSeconds: Double
    let endSeconds: Double
    /// Harte syntax, one line.
    let label: String
    /// `nil` for no chord, and where the label is not understood.
    let chord: Chord?
    /// 0...1.
    let confidence: Double?
    /// Its place in its key.
    let function: ChordFunction?

    init(_ span: ChordSpan, start: Double, end: Double, function: ChordFunction?) {
        startSeconds = start
        endSeconds = end
        label = PlainText.line(span.label)
        chord = ChordLabel(harte: label)?.chord
        confidence = span.confidence.isFinite ? min(1, max(0, span.confidence)) : nil
        self.function = function
    }

    /// Whether nothing is played that could be named.
    var isNone: Bool { label == "N" || label == "X" || label.isEmpty }

    /// As musicians write it: "C", "F#m7", "G7/B", "N.C."; Harte syntax where the label is not understood.
    var symbol: String {
        if isNone { return "N.C." }
        guard let chord else { return label }
        let name = chord.root.name + chord.quality.symbol
        return chord.bass == chord.root ? name : "\(name)/\(chord.bass.name)"
    }
}

extension ChordQuality {
    /// What musicians write behind the root; for a quality without a usual sign, Harte's shorthand.
    var symbol: String {
        let signs = [
            "maj": "", "min": "m", "min7": "m7", "dim": "dim", "aug": "aug", "hdim7": "m7b5", "maj6": "6",
            "min6": "m6", "minmaj7": "m(maj7)", "min9": "m9", "min11": "m11", "min13": "m13", "aug7": "aug7",
        ]
        return signs[rawValue] ?? rawValue
    }
}
