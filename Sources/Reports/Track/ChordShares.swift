internal import Tracks

/// How much of the time each chord and each function takes.
struct ChordShares {
    private static let maximumRowCount = 14
    let sidecar: TheorySidecar

    /// A chord with the time it sounds, and what it does.
    private struct Row {
        var symbol: String
        var numeral: String?
        var style: String
        var seconds: Double
    }

    private func length(_ chord: ChordSpan) -> Double {
        let length = chord.endSeconds - chord.startSeconds
        return length.isFinite ? min(1e6, max(0, length)) : 0
    }

    private var rows: [Row] {
        let functions = FunctionsByChord(sidecar)
        var places: [String: Int] = [:]
        var rows: [Row] = []
        for (index, chord) in sidecar.chords.enumerated() where chord.root != nil {
            let symbol = ChordSymbol.text(of: chord)
            let numeral = functions[index].map { ChordSymbol.numeral($0.roman) }
            let name = symbol + " " + (numeral ?? "")
            if let place = places[name] {
                rows[place].seconds += length(chord)
            } else {
                places[name] = rows.count
                rows.append(
                    Row(symbol: symbol, numeral: numeral, style: functions.style(index), seconds: length(chord)))
            }
        }
        return rows.enumerated().sorted { ($1.element.seconds, $0.offset) < ($0.element.seconds, $1.offset) }
            .map(\.element)
    }

    /// The chords, those with most time first.
    @MarkupBuilder var markup: Markup {
        let rows = rows
        let total = max(1e-9, rows.reduce(0) { $0 + $1.seconds })
        let most = max(1e-9, rows.first?.seconds ?? 0)
        Element("h3") { "Chords by time" }
        if !rows.isEmpty {
            PageParts.table(caption: "Share of the time with chords", columns: ["Chord", "Numeral", "Share#", ""]) {
                for row in rows.prefix(Self.maximumRowCount) {
                    Element("tr") {
                        PageParts.name(row.symbol)
                        PageParts.cell(row.numeral ?? "–")
                        PageParts.number(NumberText.percent(row.seconds / total))
                        PageParts.bar(row.seconds / most, row.style)
                    }
                }
            }
            if rows.count > Self.maximumRowCount {
                let rest = rows.dropFirst(Self.maximumRowCount).reduce(0) { $0 + $1.seconds }
                Element("p", .class("quiet")) {
                    "\(rows.count - Self.maximumRowCount) more take \(NumberText.percent(rest / total)) together."
                }
            }
        } else {
            Absence(warnings: sidecar.warnings).markup("Chords", field: "chords")
        }
    }

    /// The functions, in their usual order.
    @MarkupBuilder var functionsMarkup: Markup {
        let functions = FunctionsByChord(sidecar)
        if functions.isKnown {
            let seconds = sidecar.chords.enumerated().reduce(into: [FunctionWords: Double]()) { sums, entry in
                guard let function = functions.function(entry.offset) else { return }
                sums[function, default: 0] += length(entry.element)
            }
            let total = max(1e-9, seconds.values.reduce(0, +))
            Element("h3") { "Functions by time" }
            PageParts.table(caption: "What chords do in their key", columns: ["Function", "Share#", ""]) {
                for function in FunctionWords.allCases where seconds[function] != nil {
                    Element("tr") {
                        PageParts.name("\(function.code)  \(function.name)")
                        PageParts.number(NumberText.percent((seconds[function] ?? 0) / total))
                        PageParts.bar((seconds[function] ?? 0) / total, function.style)
                    }
                }
            }
        }
    }
}
