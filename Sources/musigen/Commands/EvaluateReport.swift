import Evaluation
import Tracks

/// The rows of an evaluation, for people and for programs.
struct EvaluateReport {
    /// A song without a row.
    struct Skipped: Encodable {
        var name: String
        var reason: String
    }

    var songs: [SongEvaluation] = []
    var skipped: [Skipped] = []

    /// Columns of a song's row.
    private static let columns: [(title: String, metric: SongMetric)] = [
        ("BEAT", .beatF), ("25MS", .beatFNarrow), ("CMLT", .correctLevelTotal), ("AMLT", .anyLevelTotal),
        ("BIAS", .beatBias), ("DOWN", .downbeatF), ("BPM1", .tempoAccuracy1), ("BPM2", .tempoAccuracy2),
        ("METER", .meter), ("KEY", .keyWeighted), ("ROOT", .chordRoot), ("MAJMIN", .chordMajorMinor),
        ("7THS", .chordSevenths), ("SEG", .chordSegmentation), ("SEC.5", .sectionF), ("SEC3", .sectionFWide),
    ]

    /// Tables of the songs and of what they amount to.
    var text: String {
        guard !songs.isEmpty else { return "No song could be scored." }
        let summary = EvaluationSummary(songs)
        return [songTable, figureTable(summary), facts(summary)].joined(separator: "\n\n")
    }

    private var songTable: String {
        let columns = Self.columns.filter { column in songs.contains { $0.scores[column.metric] != nil } }
        var table = TextTable(columns: ["SONG"] + columns.map(\.title))
        for song in songs {
            table.add([song.name] + columns.map { Self.cell(song.scores[$0.metric], $0.metric) })
        }
        return table.text
    }

    private func figureTable(_ summary: EvaluationSummary) -> String {
        var table = TextTable(columns: ["METRIC", "MEAN", "95 % INTERVAL", "MEDIAN", "SONGS"])
        for metric in SongMetric.allCases {
            guard let figure = summary.figures[metric] else { continue }
            let interval = figure.interval
            table.add([
                metric.rawValue, Self.cell(interval.mean, metric),
                "\(Self.cell(interval.low, metric)) ... \(Self.cell(interval.high, metric))",
                Self.cell(figure.median, metric), "\(figure.songCount)",
            ])
        }
        return table.text
    }

    private func facts(_ summary: EvaluationSummary) -> String {
        var lines: [String] = []
        let relations = KeyRelation.allCases.compactMap { relation in
            summary.keyRelations[relation].map { "\(relation.rawValue) \($0)" }
        }
        if !relations.isEmpty { lines.append("keys: " + relations.joined(separator: ", ")) }
        if let accuracy = summary.balancedMeterAccuracy {
            lines.append("meter, balanced accuracy: \(DecimalText.fixed(accuracy, decimals: 3))")
        }
        for (name, error) in [
            ("key", summary.keyCalibrationError), ("tempo", summary.tempoCalibrationError),
            ("meter", summary.meterCalibrationError),
        ] {
            if let error {
                lines.append("expected calibration error, \(name): \(DecimalText.fixed(error, decimals: 3))")
            }
        }
        lines += cadences(summary) + genres(summary)
        let worst = summary.worst.map { "\($0.name) \(DecimalText.fixed($0.headline ?? 0, decimals: 3))" }
        if !worst.isEmpty { lines.append("worst: " + worst.joined(separator: ", ")) }
        if !skipped.isEmpty { lines.append("not scored: " + skipped.map(\.name).joined(separator: ", ")) }
        return lines.joined(separator: "\n")
    }

    /// All songs together: the mean over songs counts those with one cadence like those with twenty.
    private func cadences(_ summary: EvaluationSummary) -> [String] {
        (summary.cadences?.counts ?? [:]).sorted { $0.key < $1.key }.map { type, counts in
            let score = counts.precisionRecall
            let figures = [score.precision, score.recall, score.fMeasure].map { DecimalText.fixed($0, decimals: 3) }
            return "\(type) cadences: precision \(figures[0]), recall \(figures[1]), F \(figures[2]) "
                + "(\(counts.reference) true, \(counts.estimate) found)"
        }
    }

    /// What each genre was taken for, and what always saying the most frequent one would give.
    private func genres(_ summary: EvaluationSummary) -> [String] {
        guard !summary.genres.isEmpty else { return [] }
        let names = Set(summary.genres.keys.map(\.truth)).sorted()
        var lines = names.map { name in
            let found = summary.genres.filter { $0.key.truth == name }
                .sorted { ($0.value, $1.key.estimate) > ($1.value, $0.key.estimate) }
                .map { "\($0.key.estimate.isEmpty ? "none" : $0.key.estimate) \($0.value)" }
            return "genre \(name): " + found.joined(separator: ", ")
        }
        let counts = names.map { name in summary.genres.filter { $0.key.truth == name }.values.reduce(0, +) }
        let share = Double(counts.max() ?? 0) / Double(counts.reduce(0, +))
        lines.append("genre, always the most frequent one: \(DecimalText.fixed(share, decimals: 3))")
        return lines
    }

    private static func cell(_ value: Double?, _ metric: SongMetric) -> String {
        guard let value else { return "-" }
        guard abs(value) < 1e9 else { return "\(value)" }
        return DecimalText.fixed(value, decimals: metric == .beatBias ? 1 : 3)
    }
}
