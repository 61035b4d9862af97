import Evaluation
import Foundation
import Testing

@Suite struct NoteTests {
    private struct OnsetCase: Decodable {
        var reference: [Double]
        var estimate: [Double]
        var scores: [String: Double]
    }

    private struct NoteCase: Decodable {
        var reference: [[Double]]
        var estimate: [[Double]]
        var scores: [String: Double]
        var velocity: [String: Double]
    }

    private static func notes(_ rows: [[Double]]) throws -> [TranscribedNote] {
        try rows.map {
            try TranscribedNote(
                onset: $0[0], offset: $0[1], frequency: 440 * pow(2, ($0[2] - 69) / 12), velocity: $0[3])
        }
    }

    @Test func `onset detection equals mir_eval's`() throws {
        for (index, item) in try Golden.decode([OnsetCase].self, "onset.json").enumerated() {
            let scores = OnsetMetrics.detection(
                reference: try EventTimes(item.reference), estimate: try EventTimes(item.estimate))
            Golden.expect(
                ["Precision": scores.precision, "Recall": scores.recall, "F-measure": scores.fMeasure], item.scores,
                "case \(index)")
        }
    }

    @Test func `note transcription equals mir_eval's, with and without offsets and velocities`() throws {
        for (index, item) in try Golden.decode([NoteCase].self, "transcription.json").enumerated() {
            let (reference, estimate) = (try Self.notes(item.reference), try Self.notes(item.estimate))
            var (scores, velocity): ([String: Double], [String: Double]) = ([:], [:])
            for (criterion, suffix) in [
                (TranscriptionMetrics.Criterion.onsetPitchAndOffset, ""), (.onsetAndPitch, "_no_offset"),
            ] {
                func add(_ score: TranscriptionScore, to named: inout [String: Double]) {
                    named["Precision" + suffix] = score.notes.precision
                    named["Recall" + suffix] = score.notes.recall
                    named["F-measure" + suffix] = score.notes.fMeasure
                    named["Average_Overlap_Ratio" + suffix] = score.averageOverlapRatio
                }
                add(
                    TranscriptionMetrics.notes(reference: reference, estimate: estimate, criterion: criterion),
                    to: &scores)
                add(
                    TranscriptionMetrics.notesWithVelocity(
                        reference: reference, estimate: estimate, criterion: criterion), to: &velocity)
            }
            let onsets = TranscriptionMetrics.onsets(reference: reference, estimate: estimate)
            let offsets = TranscriptionMetrics.offsets(reference: reference, estimate: estimate)
            for (name, value) in [("Onset", onsets), ("Offset", offsets)] {
                scores["\(name)_Precision"] = value.precision
                scores["\(name)_Recall"] = value.recall
                scores["\(name)_F-measure"] = value.fMeasure
            }
            Golden.expect(scores, item.scores, "case \(index)")
            if !item.velocity.isEmpty { Golden.expect(velocity, item.velocity, "case \(index), velocity") }
        }
    }

    @Test func `notes without length, pitch or loudness are refused`() {
        #expect(throws: EvaluationError.self) { try TranscribedNote(onset: 1, offset: 1, frequency: 440) }
        #expect(throws: EvaluationError.self) { try TranscribedNote(onset: 0, offset: 1, frequency: 0) }
        #expect(throws: EvaluationError.self) {
            try TranscribedNote(onset: 0, offset: 1, frequency: 440, velocity: -1)
        }
    }
}
