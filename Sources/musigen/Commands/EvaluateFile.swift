import Evaluation

/// An evaluation as JSON.
struct EvaluateFile: Encodable {
    struct Song: Encodable {
        var name: String
        var scores: [String: Double]
        var keyRelation: String?
        var meter: Meter?
        var reliability: [String: Answer]

        enum CodingKeys: String, CodingKey {
            case name, scores, meter, reliability
            case keyRelation = "key_relation"
        }
    }

    struct Meter: Encodable {
        var truth: String
        var right: Bool
    }

    struct Answer: Encodable {
        var confidence: Double
        var right: Bool
    }

    struct Figure: Encodable {
        var mean: Double
        var low: Double
        var high: Double
        var median: Double
        var songs: Int

        enum CodingKeys: String, CodingKey {
            case mean, median, songs
            case low = "low_95"
            case high = "high_95"
        }
    }

    struct Summary: Encodable {
        var songCount: Int
        var figures: [String: Figure]
        var keyRelations: [String: Int]
        var balancedMeterAccuracy: Double?
        var calibrationError: [String: Double]
        var worst: [String]

        enum CodingKeys: String, CodingKey {
            case songCount = "song_count"
            case figures, worst
            case keyRelations = "key_relations"
            case balancedMeterAccuracy = "meter_balanced_accuracy"
            case calibrationError = "expected_calibration_error"
        }
    }

    var songs: [Song]
    var summary: Summary
    var skipped: [EvaluateReport.Skipped]
}

extension EvaluateReport {
    /// The same for programs.
    var file: EvaluateFile {
        EvaluateFile(songs: songs.map(Self.song), summary: Self.summary(EvaluationSummary(songs)), skipped: skipped)
    }

    private static func song(_ song: SongEvaluation) -> EvaluateFile.Song {
        let answers = ["key": song.keyReliability, "tempo": song.tempoReliability, "meter": song.meterReliability]
        return EvaluateFile.Song(
            name: song.name, scores: named(song.scores), keyRelation: song.keyRelation?.rawValue,
            meter: song.meter.map { EvaluateFile.Meter(truth: $0.truth, right: $0.isRight) },
            reliability: answers.compactMapValues { answer in
                answer.map { EvaluateFile.Answer(confidence: $0.confidence, right: $0.isRight) }
            })
    }

    private static func summary(_ summary: EvaluationSummary) -> EvaluateFile.Summary {
        let errors = [
            "key": summary.keyCalibrationError, "tempo": summary.tempoCalibrationError,
            "meter": summary.meterCalibrationError,
        ]
        return EvaluateFile.Summary(
            songCount: summary.songCount,
            figures: named(
                summary.figures.mapValues { figure in
                    EvaluateFile.Figure(
                        mean: figure.interval.mean, low: figure.interval.low, high: figure.interval.high,
                        median: figure.median, songs: figure.songCount)
                }),
            keyRelations: Dictionary(
                uniqueKeysWithValues: summary.keyRelations.map { ($0.key.rawValue, $0.value) }),
            balancedMeterAccuracy: summary.balancedMeterAccuracy, calibrationError: errors.compactMapValues { $0 },
            worst: summary.worst.map(\.name))
    }

    private static func named<Value>(_ values: [SongMetric: Value]) -> [String: Value] {
        Dictionary(uniqueKeysWithValues: values.map { ($0.key.rawValue, $0.value) })
    }
}
