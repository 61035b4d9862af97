import ArgumentParser
import Catalogue
import Library
import SystemPackage
import Tracks

struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show what is known of a song.")

    @OptionGroup var options: HomeOptions
    @Argument(help: "The song's ID, or the beginning of it.") var id: String
    @Flag(help: "Print its theory.json.") var json = false

    func run() throws {
        let catalogue = try options.catalogue(.readOnly)
        guard let track = try catalogue.track(id) else {
            throw CommandFailure(.noInput, "There is no song \(id); musigen ls lists them.")
        }
        let library = LibraryIndex(try options.existingHome())
        let sidecar: TheorySidecar
        do {
            sidecar = try library.sidecar(of: track.id)
        } catch {
            throw CommandFailure(.dataError, "The sidecar of \(track.id) cannot be read: \(error)")
        }
        if json {
            print(String(decoding: try SidecarFile.encode(sidecar), as: UTF8.self), terminator: "")
        } else {
            print(SongSheet(sidecar, directory: library.path(of: track.id).string).text)
        }
    }
}

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
            "  tempo     \(sidecar.bpm.map { Time.number($0, decimals: 1) + " BPM" } ?? "unknown")"
                + (mark(.bpm) ?? certainty(sidecar.bpmConfidenceLabel)))
        lines.append(
            "  meter     \(sidecar.musicTheory.rhythmic.timeSignature ?? "unknown")\(mark(.timeSignature) ?? "")")
        if let mark = mark(.downbeat) {
            let times = sidecar.corrections.downbeatSeconds.map { Time.number($0, decimals: 2) }
            lines.append("  downbeat  at \(times.joined(separator: ", ")) s\(mark)")
        }
        lines.append("  key       \(sidecar.key ?? "unknown")\(mark(.key) ?? certainty(sidecar.keyConfidenceLabel))")
        if let tuning = sidecar.tuningHz { lines.append("  tuning    A = \(Time.number(tuning, decimals: 1)) Hz") }
        lines.append("")
        for section in sidecar.sections { lines += sectionLines(section) }
        for stem in Stem.allCases {
            guard let path = sidecar.audioStems[stem] else { continue }
            let level = sidecar.stemLevels[stem]?.rmsDBFS.map { Time.number($0, decimals: 1) + " dBFS" } ?? "silent"
            lines.append("  \(path)  \(level)")
        }
        if !sidecar.warnings.isEmpty {
            lines.append("")
            lines += sidecar.warnings.map { "  note: \($0.reason)" }
        }
        return lines.joined(separator: "\n")
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
            "      \(labels.joined(separator: "  "))", "",
        ]
    }
}
