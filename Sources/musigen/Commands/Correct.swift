import ArgumentParser
import Catalogue
import Glibc
import Ingest
import Library
import Settings
import Tracks

struct Correct: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say what you know better about a song; its analysis is made to agree with you, at once.",
        discussion: """
            musigen correct ID --tempo half              the beats are every second one
            musigen correct ID --bpm 87                  the tempo near 87 BPM
            musigen correct ID --downbeat 2.49           a bar begins at 2.49 s (several times for several bars)
            musigen correct ID --key Am --meter 3/4      key and meter
            musigen correct ID --reset key               the key as it was found

            A later correction replaces an earlier one of the same kind. Corrections stay when the song is worked on again.
            """)

    /// What can be taken back.
    enum Reset: String, CaseIterable, ExpressibleByArgument {
        case all, bpm, downbeat, key, meter

        var fields: Set<Corrections.Field> {
            switch self {
            case .all: Set(Corrections.Field.allCases)
            case .bpm: [.bpm]
            case .downbeat: [.downbeat]
            case .key: [.key]
            case .meter: [.timeSignature]
            }
        }
    }

    /// Other readings of the tempo.
    enum Tempo: String, CaseIterable, ExpressibleByArgument {
        case double, half

        var factor: CorrectionRequest.TempoFactor { self == .double ? .double : .half }
    }

    @OptionGroup var options: HomeOptions
    @Argument(help: "The song's ID, or the beginning of it.") var id: String
    @Option(help: "Beats per minute, 20 to 400.") var bpm: Double?
    @Option(help: "A time at which a bar begins, in seconds or as 1:02.5; may be given several times.")
    var downbeat: [String] = []
    @Option(help: "The key: \"A minor\", Am, \"F# major\", Bb, ...") var key: String?
    @Option(help: "The meter: 4/4, 3/4, 6/8, ...") var meter: String?
    @Option(help: "Another reading of the tempo: double or half.") var tempo: Tempo?
    @Option(help: "Take corrections back: all, bpm, downbeat, key or meter.") var reset: [Reset] = []
    @Flag(help: "Print JSON.") var json = false

    func validate() throws {
        do throws(CorrectionError) {
            _ = try request()
        } catch {
            throw ValidationError(error.description)
        }
    }

    func run() async throws {
        let home = try options.existingHome()
        let catalogue = try options.catalogue(.readWrite)
        guard let track = try catalogue.track(id) else {
            throw CommandFailure(.noInput, "There is no song \(id); musigen ls lists them.")
        }
        let cores = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        let bar = ProgressBar(track.id)
        let correcting = Correcting(
            home: home, threadCount: try await options.settings().threadCount(coreCount: cores),
            environment: options.environment)
        let outcome: CorrectionOutcome
        do {
            outcome = try correcting.run(try request(), id: track.id, catalogue: catalogue) {
                bar.show($0, "listening again")
            }
            bar.clear()
        } catch {
            bar.clear()
            throw error
        }
        try catalogue.close()
        if json { try JSONText.print(outcome) } else { print(Self.text(outcome, title: track.title ?? track.fileName)) }
    }

    private func request() throws(CorrectionError) -> CorrectionRequest {
        try CorrectionRequest(
            bpm: bpm, downbeats: downbeat, key: key, meter: meter, tempo: tempo?.factor,
            reset: reset.reduce(into: []) { $0.formUnion($1.fields) })
    }

    private static func text(_ outcome: CorrectionOutcome, title: String) -> String {
        var lines = ["\(title)  (\(outcome.id))"]
        for line in outcome.lines {
            let name = "  " + line.name + String(repeating: " ", count: max(1, 14 - line.name.count))
            lines.append(name + (line.before == line.after ? line.after : "\(line.before) → \(line.after)"))
        }
        let share = outcome.changedChordShare
        if share > 0 {
            lines.append(
                "  chords        \(DecimalText.fixed(share * 100, decimals: 0)) % of the song read differently")
        }
        lines += outcome.warnings.map { "  note: \($0)" }
        if let reason = outcome.listenedAgainBecause { lines.append("  \(reason) It was listened to again.") }
        if !outcome.isChanged { lines.append("  Nothing has changed.") }
        return lines.joined(separator: "\n")
    }
}
