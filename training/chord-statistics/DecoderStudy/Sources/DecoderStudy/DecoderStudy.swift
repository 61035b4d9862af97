@testable import Analysis
import Glibc
import MusicTheory
import Tracks

/// Decodes simulated observations of annotated songs and prints how well it goes, or the features of the key weights.
///
///     DecoderStudy CELLS SPLIT [songs=N] [network=good|fair|poor] [features=1] [PARAMETER=VALUE ...]
@main struct DecoderStudy {
    let parameters: HarmonyDecoderParameters
    let printsFeatures: Bool

    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard arguments.count >= 2, let path = arguments.first else { return print("DecoderStudy CELLS SPLIT [...]") }
        var options: [String: String] = [:]
        for argument in arguments.dropFirst(2) {
            let parts = argument.split(separator: "=")
            if parts.count == 2 { options[String(parts[0])] = String(parts[1]) }
        }
        let split = arguments[arguments.startIndex + 1]
        let songs = try AnnotatedSong.songs(in: path).filter { $0.split == split && $0.chords.count > 32 }
            .prefix(options["songs"].flatMap { Int($0) } ?? .max)
        let study = DecoderStudy(parameters: parameters(options), printsFeatures: options["features"] != nil)
        for network in SimulatedNetwork.all where options["network"] == nil || options["network"] == network.name {
            study.run(songs, network)
        }
    }

    private static func parameters(_ options: [String: String]) -> HarmonyDecoderParameters {
        var parameters = HarmonyDecoderParameters()
        let paths: [String: WritableKeyPath<HarmonyDecoderParameters, Double>] = [
            "chordEvidence": \.chordEvidence, "bassEvidence": \.bassEvidence, "durationPrior": \.durationPrior,
            "transitionPrior": \.transitionPrior, "chordTemperature": \.chordTemperature,
            "inversionEvidence": \.inversionEvidence, "inversionThreshold": \.inversionThreshold,
            "keyEvidence": \.keyEvidence, "keyChordEvidence": \.keyChordEvidence,
            "keyTransitionEvidence": \.keyTransitionEvidence, "regionKeyEvidence": \.regionKeyEvidence,
            "keyChangePrice": \.keyChangePrice, "keyMargin": \.keyMargin, "relativeKeyMargin": \.relativeKeyMargin,
            "keyTemperature": \.keyTemperature,
        ]
        for (name, path) in paths {
            if let value = options[name].flatMap({ Double($0) }) { parameters[keyPath: path] = value }
        }
        return parameters
    }

    private func run(_ songs: ArraySlice<AnnotatedSong>, _ network: SimulatedNetwork) {
        var scores = StudyScores()
        var (spent, cells) = (Duration.zero, 0)
        for song in songs {
            let observed = network.observe(song)
            let began = ContinuousClock.now
            let harmony = HarmonyDecoder(parameters: parameters).decode(observed.posteriors, grid: observed.grid)
            spent += ContinuousClock.now - began
            cells += song.chords.count
            if printsFeatures {
                self.printFeatures(song, harmony, observed.posteriors)
            } else {
                score(song, observed, harmony, &scores)
            }
        }
        guard !printsFeatures else { return }
        let seconds = Double(spent.components.seconds) + 1e-18 * Double(spent.components.attoseconds)
        print("\(network.name): \(songs.count) songs, \((1e6 * seconds / Double(cells)).rounded()) ms for 1000 cells")
        print(
            "  best of each cell:",
            scores.line(["raw root", "raw majmin", "raw state", "raw segmentation", "raw changes"]))
        print("  decoded:", scores.line(["root", "majmin", "state", "segmentation", "changes", "chord error"]))
        print("  inversions:", scores.line(["precision", "recall"]))
        print("  keys:", scores.line(["key", "tonic", "key error", "local key", "changes found", "changes true"]))
        print("  changes of key:", scores.line(["recall 1 bar", "recall 2 bars", "change precision"]))
    }

    private func score(
        _ song: AnnotatedSong, _ observed: SimulatedNetwork.Observed, _ harmony: DecodedHarmony,
        _ scores: inout StudyScores
    ) {
        let truth = observed.chords
        let best = truth.indices.map { cell in
            (0..<157).reduce(0) {
                observed.posteriors.chords[cell * 157 + $1] > observed.posteriors.chords[cell * 157 + $0] ? $1 : $0
            }
        }
        let decoded = harmony.segments.flatMap { Array(repeating: $0.state, count: $0.cells.count) }
        let basses = harmony.segments.flatMap { Array(repeating: $0.interval, count: $0.cells.count) }
        scores.addChords(truth, best, prefix: "raw ")
        scores.addChords(truth, decoded, prefix: "")
        for cell in truth.indices
        where truth[cell] > 0 && decoded[cell] > 0 && (truth[cell] - decoded[cell]) % 12 == 0 {
            let bass = max(0, observed.bass[cell])
            if basses[cell] != 0 { scores.add("precision", bass == basses[cell] ? 1 : 0) }
            if bass != 0, BassDecoder.intervals(ChordStates.quality(truth[cell])).contains(bass) {
                scores.add("recall", bass == basses[cell] ? 1 : 0)
            }
        }
        for span in harmony.chords {
            let cells = Int((4 * span.startSeconds).rounded())..<Int((4 * span.endSeconds).rounded())
            let right = cells.filter { truth[$0] == decoded[$0] }.count
            scores.add(
                "chord error", confidence: span.confidence, right: Double(right) / Double(cells.count),
                weight: Double(cells.count))
        }
        if let finding = harmony.keyFinding { score(song, finding, &scores) }
    }

    private func score(_ song: AnnotatedSong, _ finding: KeyFinding, _ scores: inout StudyScores) {
        let truth = keys(of: song)
        let main = mostFrequent(truth)
        let isRight = finding.key.index == main
        scores.add("key", isRight ? 1 : 0)
        scores.add("tonic", finding.key.index % 12 == main % 12 ? 1 : 0)
        scores.add("key error", confidence: finding.probabilities[finding.key.index], right: isRight ? 1 : 0)
        let local = finding.spans.keyIndices
        scores.add("local key", Double(zip(local, truth).filter { $0 == $1 }.count) / Double(truth.count))
        let found = finding.spans.dropFirst().map(\.cells.lowerBound)
        let changes = truth.indices.dropFirst().filter { truth[$0] != truth[$0 - 1] }
        scores.add("changes found", Double(found.count))
        scores.add("changes true", Double(changes.count))
        for change in changes where song.tonics[change] != song.tonics[change - 1] {
            scores.add("recall 1 bar", found.contains { abs($0 - change) <= 8 } ? 1 : 0)
            scores.add("recall 2 bars", found.contains { abs($0 - change) <= 16 } ? 1 : 0)
        }
        for change in found {
            scores.add("change precision", changes.contains { abs($0 - change) <= 16 } ? 1 : 0)
        }
    }

    /// One line for each region: true key, number of chords, and the features of the 24 keys.
    private func printFeatures(_ song: AnnotatedSong, _ harmony: DecodedHarmony, _ posteriors: HarmonyPosteriors) {
        guard let finding = harmony.keyFinding else { return }
        let segments = harmony.segments.reduce(into: [ChordSegment]()) { segments, piece in
            if let last = segments.last, last.state == piece.state {
                segments[segments.count - 1].cells = last.cells.lowerBound..<piece.cells.upperBound
            } else {
                segments.append(ChordSegment(cells: piece.cells, state: piece.state))
            }
        }
        let evidence = KeyEvidence(segments: segments, posteriors: posteriors, parameters: parameters)
        let scores = RegionKeyScores(evidence, parameters: parameters)
        let truth = keys(of: song)
        for span in finding.spans {
            let region = RegionChords(segments, cells: span.cells)
            guard !region.states.isEmpty else { continue }
            let features = Key.all.map { key in
                scores.features(of: key, region).map { "\($0)" }.joined(separator: ",")
            }
            print(mostFrequent(Array(truth[span.cells])), region.states.count, features.joined(separator: " "))
        }
    }

    private func keys(of song: AnnotatedSong) -> [Int] { zip(song.tonics, song.modes).map { $0 + 12 * $1 } }

    private func mostFrequent(_ keys: [Int]) -> Int {
        var counts = [Int](repeating: 0, count: 24)
        for key in keys { counts[key] += 1 }
        return counts.indices.reduce(0) { counts[$1] > counts[$0] ? $1 : $0 }
    }
}
