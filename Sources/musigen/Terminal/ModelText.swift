import Models
import Tracks

/// A model in words, some lines of them.
struct ModelText {
    let text: String

    init(_ model: ModelListing) {
        var marks = [model.state.rawValue]
        if model.isCustom { marks.append("custom") }
        if model.isUsed { marks.append("used for the next song") }
        var lines = ["\(model.name)  (\(marks.joined(separator: ", ")))"]
        func add(_ title: String, _ value: String?) {
            guard let value, !value.isEmpty else { return }
            lines.append("  " + title + String(repeating: " ", count: max(1, 9 - title.count)) + value)
        }
        add("problem", model.problem)
        let stems = model.stems.map(\.rawValue).joined(separator: ", ")
        add("task", stems.isEmpty ? model.task : "\(model.task) into \(stems)")
        add("built", model.architecture)
        add("size", model.sizeBytes.map { "\(model.sizeIsExact ? "" : "about ")\(Self.megabytes($0)) MB" })
        add("sha256", model.sha256)
        add("licence", model.licence)
        add("trained", model.data)
        for score in model.scores {
            let order = Stem.allCases.map(\.rawValue)
            let names = score.values.keys.sorted {
                (order.firstIndex(of: $0) ?? order.count, $0) < (order.firstIndex(of: $1) ?? order.count, $1)
            }
            let values = names.map { "\($0) \(DecimalText.fixed(score.values[$0] ?? 0, decimals: 2))" }
            add("score", "\(score.measure): \(values.joined(separator: ", ")) on \(score.songs); \(score.by)")
        }
        add("from", model.from)
        add("install", model.command)
        text = lines.joined(separator: "\n")
    }

    static func megabytes(_ bytes: Int64) -> String {
        bytes < 1_000_000 ? DecimalText.fixed(Double(bytes) / 1e6, decimals: 2) : "\((bytes + 500_000) / 1_000_000)"
    }
}
