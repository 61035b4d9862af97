import Foundation
import Interpretation
import Tracks

/// Writes OUT/NAME.rhythm.json for every ONSETS/NAME.onsets.json with its ANALYSES/NAME.analysis.json.
@main
struct RhythmStudy {
    /// Onsets as `[seconds, strength]` by the voice's name.
    struct Heard: Codable {
        var onsets: [String: [[Double]]]
        var duration: Double

        var evidence: SongEvidence {
            var evidence = SongEvidence(durationSeconds: duration)
            for voice in Voice.allCases {
                evidence.onsets[voice] = (onsets[voice.rawValue] ?? []).map {
                    Onset(timeSeconds: $0[0], strength: $0[1])
                }
            }
            return evidence
        }
    }

    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4 else {
            print("usage: RhythmStudy ONSETS ANALYSES OUT")
            return
        }
        let folders = arguments.dropFirst().map { URL(filePath: $0, directoryHint: .isDirectory) }
        try FileManager.default.createDirectory(at: folders[2], withIntermediateDirectories: true)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let suffix = ".onsets.json"
        for file in try FileManager.default.contentsOfDirectory(atPath: arguments[1]).sorted()
        where file.hasSuffix(suffix) {
            let name = file.dropLast(suffix.count)
            let onsets = try Data(contentsOf: folders[0].appending(path: file))
            let found = try Data(contentsOf: folders[1].appending(path: "\(name).analysis.json"))
            let results = RhythmicInterpretation(
                try JSONDecoder().decode(TrackAnalysis.self, from: found),
                evidence: try JSONDecoder().decode(Heard.self, from: onsets).evidence
            ).results().0
            try encoder.encode(results).write(to: folders[2].appending(path: "\(name).rhythm.json"))
        }
    }
}
