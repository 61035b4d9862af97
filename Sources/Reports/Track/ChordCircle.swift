internal import MusicTheory
internal import Tracks

/// The chords' roots on the circle of fifths, by the time that they sound.
struct ChordCircle {
    let sidecar: TheorySidecar

    private static let minorQualities: Set<String> = [
        "min", "min7", "dim", "hdim7", "dim7", "min6", "minmaj7", "min9", "min11", "min13",
    ]

    @MarkupBuilder var markup: Markup {
        Element("h3") { "On the circle of fifths" }
        let weights = weights
        if weights.contains(where: { $0 > 0 }) {
            Element("figure") {
                CircleOfFifths(
                    id: "circle", title: "Share of time by root, on the circle of fifths",
                    description: description(weights), weights: weights,
                    outlined: Set(sidecar.key.flatMap(Key.init).map { [$0.index] } ?? []),
                    hint: { key, share in
                        let name = ChordSymbol.pitch(key.tonicSpelling.name)
                        let kind = key.mode == .major ? "with a major third, or none" : "with a minor third"
                        return "Chords on \(name) \(kind): \(NumberText.percent(share)) of the time with chords"
                    }
                ).markup
                Element("figcaption") {
                    Sentence.of(
                        "Neighbours are a fifth apart and sound close. Outside are chords with a major third (or none), ",
                        "inside those with a minor third; the fuller the colour, the more of the time.",
                        sidecar.key.map { " The outlined field is the tonic of \(ChordSymbol.key($0))." })
                }
            }
        } else {
            Absence(warnings: sidecar.warnings).markup("The use of chords", field: "chords")
        }
    }

    private var weights: [Double] {
        var weights = [Double](repeating: 0, count: 24)
        for chord in sidecar.chords {
            guard let root = chord.root.flatMap({ PitchSpelling($0) }) else { continue }
            let length = chord.endSeconds - chord.startSeconds
            guard length > 0, length.isFinite else { continue }
            let isMinor = Self.minorQualities.contains(chord.quality ?? "")
            weights[Key(tonic: root.pitchClass, mode: isMinor ? .minor : .major).index] += length
        }
        return weights
    }

    private func description(_ weights: [Double]) -> String {
        let total = weights.reduce(0, +)
        let fields = weights.indices.filter { weights[$0] / total >= 0.01 }.sorted { weights[$0] > weights[$1] }
        return fields.map { index in
            let key = Key(index: index)
            return "\(key.tonicSpelling.name)\(key.mode == .minor ? " minor" : "") "
                + NumberText.percent(weights[index] / total)
        }.joined(separator: ", ") + "."
    }
}
