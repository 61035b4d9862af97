internal import Tracks

extension CorrectionOutcome {
    /// What has become of each of the facts, in plain words: name, value before, value now.
    public var lines: [(name: String, before: String, after: String)] {
        func line(_ name: String, _ field: Corrections.Field?, _ value: (Facts) -> String?)
            -> (name: String, before: String, after: String)
        {
            let texts = [before, after].map { facts in
                let text = value(facts) ?? "unknown"
                return field.map { facts.correctedFields.contains($0.rawValue) } == true ? text + " (corrected)" : text
            }
            return (name, texts[0], texts[1])
        }
        return [
            line("tempo", .bpm) { $0.bpm.map { Self.rounded($0, 10) + " BPM" } },
            line("meter", .timeSignature) { $0.timeSignature },
            line("key", .key) { $0.key },
            line("first bar at", .downbeat) { $0.firstDownbeatSeconds.map { Self.rounded($0, 100) + " s" } },
            line("beats", nil) { "\($0.beatCount)" },
        ]
    }

    /// The change in one sentence, for the record.
    var summary: String {
        let changes = lines.filter { $0.before != $0.after }.map { "\($0.name) \($0.before) → \($0.after)" }
        return changes.isEmpty
            ? "\(id) was analysed anew; its main facts are as before." : "\(id): \(changes.joined(separator: ", "))."
    }

    private static func rounded(_ value: Double, _ scale: Double) -> String {
        "\((value * scale).rounded() / scale)"
    }
}
