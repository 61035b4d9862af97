internal import FoundationEssentials
internal import MusicTheory
internal import Tracks

/// One JSON file of everything in JAMS 0.3, the format of the `jams` package and of `mirdata`.
///
/// Beats have their position in the bar as value; chords are in Harte syntax and, where the key is known, in roman
/// numerals (`chord_roman`); keys, sections (by name, and by letter), tempo, genre and onsets each have an annotation of
/// their own. What JAMS has no namespace for (functions, cadences, progressions, meter) stands in the sandbox.
public struct JAMSFormat: SingleFileFormat {
    /// The format.
    public init() {}

    /// "jams".
    public var name: String { "jams" }
    /// What it is good for.
    public var summary: String { "everything in one JSON file (JAMS 0.3), for research tools" }
    /// "jams".
    public var fileExtension: String { "jams" }

    /// The file.
    public func bytes(of song: ExportSong) throws(ExportError) -> [UInt8] {
        let track = song.sidecar.track
        let file = JAMSFile(
            fileMetadata: JAMSFile.Metadata(
                title: song.title, artist: song.artist ?? "", release: song.album ?? "",
                duration: song.durationSeconds,
                identifiers: [
                    "musigen": track.id, "sha256": track.sha256, "audio_sha256": track.audioSHA256,
                    "file_name": track.fileName,
                ]),
            annotations: JAMSAnnotations(song).all, sandbox: .object(["musigen": Self.sandbox(song)]))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        do {
            return Array(try encoder.encode(file)) + [UInt8(ascii: "\n")]
        } catch {
            throw ExportError("\(song.title) cannot be written as JSON: \(error)")
        }
    }

    private static func sandbox(_ song: ExportSong) -> JAMSValue {
        let theory = song.sidecar.musicTheory
        let cadences = (theory.harmonic.cadences ?? []).filter { $0.timeSeconds.isFinite }.map { cadence in
            JAMSValue.object([
                "time": JAMSValue(cadence.timeSeconds), "type": .text(cadence.type),
                "subtype": JAMSValue(cadence.subtype), "from": .text(cadence.from), "to": .text(cadence.to),
                "bar": .number(Double(cadence.bar)), "confidence": JAMSValue(cadence.confidence),
            ])
        }
        let patterns = (theory.harmonic.patterns ?? []).map { pattern in
            JAMSValue.object([
                "name": .text(pattern.name), "common_name": JAMSValue(pattern.commonName),
                "numerals": .list(pattern.numerals.map(JAMSValue.text)),
                "occurrences": .list(
                    pattern.occurrences.map {
                        .object([
                            "start_bar": .number(Double($0.startBar)), "start": JAMSValue($0.startSeconds),
                            "end": JAMSValue($0.endSeconds),
                        ])
                    }),
            ])
        }
        return .object([
            "time_signature": JAMSValue(theory.rhythmic.timeSignature), "key": JAMSValue(song.sidecar.key),
            "tuning_hz": JAMSValue(song.sidecar.tuningHz), "swing_ratio": JAMSValue(theory.rhythmic.swingRatio),
            "harmonic_complexity": JAMSValue(theory.harmonic.complexity),
            "rhythmic_complexity": JAMSValue(theory.rhythmic.complexity),
            "syncopation": JAMSValue(theory.rhythmic.syncopation), "cadences": .list(cadences),
            "patterns": .list(patterns),
            "warnings": .list(
                song.sidecar.warnings.map { .object(["field": .text($0.field), "reason": .text($0.reason)]) }),
        ])
    }
}
