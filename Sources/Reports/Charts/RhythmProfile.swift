internal import Tracks

/// Where the accents of a bar lie, voice by voice, as bars over the positions of one bar.
struct RhythmProfile {
    let hierarchy: MetricHierarchy
    private static let order = ["kick", "snare", "hi_hat", "bass", "vocals", "other"]
    private static let maximumPositionCount = 96
    private static let maximumRowCount = 10
    private let rowHeight = 34.0
    private let left = 72.0
    private let width = 640.0

    private var rows: [(name: String, weights: [Double])] {
        let voices = hierarchy.weightsByVoice ?? [:]
        let names =
            Self.order.filter { voices[$0] != nil }
            + voices.keys.filter { !Self.order.contains($0) }.sorted().prefix(4)
        var rows = names.prefix(Self.maximumRowCount).compactMap { name in
            voices[name].map { (Names.capitalised(Names.of(name)), $0) }
        }
        rows.append(("Together", hierarchy.weights))
        return rows.filter { !$0.1.isEmpty }
    }

    private var positionCount: Int { min(Self.maximumPositionCount, rows.map(\.weights.count).max() ?? 0) }
    private var perBeat: Int { max(1, min(24, hierarchy.positionsPerBeat ?? 1)) }

    /// The drawing; nothing without positions.
    var markup: Markup {
        let rows = rows
        guard positionCount > 0 else { return .empty }
        let step = (width - left) / Double(positionCount)
        let bottom = Double(rows.count) * rowHeight + 4
        return Chart(
            id: "rhythm-profile", title: "Accents over the bar", description: description(rows), width: width,
            height: bottom + 22
        ).markup {
            for (place, row) in rows.enumerated() {
                let floor = Double(place + 1) * rowHeight
                Shape.text(row.name, 0, floor - 8, row.name == "Together" ? "label strong" : "label")
                Shape.rectangle(left, floor, width - left, 0.6, "tick")
                for (position, weight) in row.weights.prefix(positionCount).enumerated() {
                    let height = min(1, max(0, weight)) * (rowHeight - 6)
                    Shape.rectangle(
                        left + Double(position) * step + 1, floor - height, step - 2, height,
                        position % perBeat == 0 ? "accent on-beat" : "accent off-beat",
                        hint: "\(row.name), \(name(position)): \(NumberText.percent(weight))", radius: 1)
                }
            }
            for position in 0..<positionCount {
                let text = positionCount <= 32 || position % perBeat == 0 ? mark(position) : ""
                if !text.isEmpty {
                    Shape.text(
                        text, left + (Double(position) + 0.5) * step, bottom + 12,
                        position % perBeat == 0 ? "count strong" : "count")
                }
            }
        }
    }

    /// How positions are counted aloud: "1 e & a 2 ...".
    private func mark(_ position: Int) -> String {
        let (beat, part) = (position / perBeat + 1, position % perBeat)
        if part == 0 { return "\(beat)" }
        switch perBeat {
        case 2: return "&"
        case 4: return ["", "e", "&", "a"][part]
        default: return "·"
        }
    }

    private func name(_ position: Int) -> String {
        let part = position % perBeat
        let beat = "beat \(position / perBeat + 1)"
        return part == 0 ? beat : "\(beat) and \(part)/\(perBeat)"
    }

    private func description(_ rows: [(name: String, weights: [Double])]) -> String {
        rows.map { row in
            let strongest = row.weights.prefix(positionCount).enumerated().sorted {
                ($1.element, $0.offset) < ($0.element, $1.offset)
            }
            .prefix(3).map { name($0.offset) }
            return "\(row.name): strongest on \(strongest.joined(separator: ", "))."
        }.joined(separator: " ")
    }
}
