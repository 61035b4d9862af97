import Tracks

/// A song on one page.
struct SongSheet {
    private let sidecar: TheorySidecar
    private let directory: String

    init(_ sidecar: TheorySidecar, directory: String) {
        self.sidecar = sidecar
        self.directory = directory
    }

    var text: String {
        var lines: [String] = []
        let track = sidecar.track
        lines.append([track.title ?? track.fileName, track.artist].compactMap { $0 }.joined(separator: " – "))
        lines.append("  \(directory)")
        lines.append("")
        lines.append("  length    \(Time.minutes(track.durationSeconds))")
        lines.append(
            "  tempo     \(sidecar.bpm.map { DecimalText.fixed($0, decimals: 1) + " BPM" } ?? "unknown")"
                + (mark(.bpm) ?? certainty(sidecar.bpmConfidenceLabel)))
        lines.append(
            "  meter     \(sidecar.musicTheory.rhythmic.timeSignature ?? "unknown")\(mark(.timeSignature) ?? "")")
        if let mark = mark(.downbeat) {
            let times = sidecar.corrections.downbeatSeconds.map { DecimalText.fixed($0, decimals: 2) }
            lines.append("  downbeat  at \(times.joined(separator: ", ")) s\(mark)")
        }
        lines.append("  key       \(sidecar.key ?? "unknown")\(mark(.key) ?? certainty(sidecar.keyConfidenceLabel))")
        if let tuning = sidecar.tuningHz {
            lines.append("  tuning    A = \(DecimalText.fixed(tuning, decimals: 1)) Hz")
        }
        lines += theory
        lines.append("")
        for section in sidecar.sections { lines += sectionLines(section) }
        for stem in Stem.allCases {
            guard let path = sidecar.audioStems[stem] else { continue }
            let level =
                sidecar.stemLevels[stem]?.rmsDBFS.map { DecimalText.fixed($0, decimals: 1) + " dBFS" } ?? "silent"
            lines.append("  \(path)  \(level)")
        }
        if !sidecar.warnings.isEmpty {
            lines.append("")
            lines += sidecar.warnings.map { "  note: \($0.reason)" }
        }
        return lines.joined(separator: "\n")
    }

    /// Genre, harmony and rhythm in a line each.
    private var theory: [String] {
        let (harmony, rhythm, genre) = (
            sidecar.musicTheory.harmonic, sidecar.musicTheory.rhythmic, sidecar.musicTheory.genre
        )
        var lines: [String] = []
        if let name = genre.primary {
            lines.append("  genre     \(name)\(certainty(genre.confidenceLabel))")
            lines += (genre.reasons ?? []).map { "            \($0)" }
        }
        if let tagged = sidecar.track.taggedGenre { lines.append("  tagged    \(tagged)") }
        for pattern in (harmony.patterns ?? []).prefix(3) {
            let name = pattern.commonName.map { " (\($0))" } ?? ""
            lines.append("  chords    \(pattern.name)\(name), \(pattern.occurrences.count) x")
        }
        if let complexity = harmony.complexity, let label = harmony.complexityLabel {
            lines.append("  harmony   \(label) (\(DecimalText.fixed(complexity, decimals: 2)))")
        }
        let measures = [
            rhythm.syncopationLabel.map { "syncopation \($0)" },
            rhythm.swingRatio.map { "swing ratio \(DecimalText.fixed($0, decimals: 2))" },
            rhythm.complexityLabel.map { "complexity \($0)" },
        ].compactMap { $0 }
        if !measures.isEmpty { lines.append("  rhythm    \(measures.joined(separator: ", "))") }
        return lines
    }

    /// Says that something is the user's.
    private func mark(_ field: Corrections.Field) -> String? {
        sidecar.corrections.corrects(field) ? " (corrected)" : nil
    }

    private func certainty(_ label: String?) -> String { label.map { " (certainty \($0))" } ?? "" }

    private func sectionLines(_ section: Section) -> [String] {
        let chords = sidecar.chords.filter {
            $0.startSeconds < section.endSeconds && $0.endSeconds > section.startSeconds
        }
        let labels = chords.map(\.label).map { $0.hasSuffix(":maj") ? String($0.dropLast(4)) : $0 }
        let name = [section.letter, section.label].compactMap { $0 }.joined(separator: " ")
        return [
            "  \(Time.minutes(section.startSeconds))–\(Time.minutes(section.endSeconds))  section \(name)",
            "      \(labels.joined(separator: "  "))",
        ] + numerals(from: section.startSeconds, to: section.endSeconds) + [""]
    }

    private func numerals(from start: Double, to end: Double) -> [String] {
        let functions = sidecar.musicTheory.harmonic.chords ?? []
        let inside = functions.filter { function in
            guard sidecar.chords.indices.contains(function.index) else { return false }
            let span = sidecar.chords[function.index]
            return span.startSeconds < end && span.endSeconds > start
        }
        return inside.isEmpty ? [] : ["      \(inside.map(\.roman).joined(separator: "  "))"]
    }
}
