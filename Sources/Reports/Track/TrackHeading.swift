internal import MusicTheory
internal import Tracks

/// Title, artist and the figures that people ask for first.
struct TrackHeading {
    let sidecar: TheorySidecar

    private var absence: Absence { Absence(warnings: sidecar.warnings) }
    private var theory: MusicTheoryResults { sidecar.musicTheory }

    @MarkupBuilder var markup: Markup {
        Element("p", .class("overline")) { "Musigen report" }
        Element("h1") {
            Element("bdi") {
                SafeText.cleaned(sidecar.track.title ?? sidecar.track.fileName, maximumScalarCount: 300)
            }
        }
        Element("p", .class("byline")) {
            if let artist = sidecar.track.artist {
                Element("bdi") { SafeText.cleaned(artist, maximumScalarCount: 300) }
            } else {
                "Artist not named in the file"
            }
            if let album = sidecar.track.album {
                " · "
                Element("bdi") { SafeText.cleaned(album, maximumScalarCount: 300) }
            }
        }
        Element("dl", .class("facts")) {
            key
            tempo
            PageParts.fact(
                "Meter", theory.rhythmic.timeSignature ?? "not known",
                notes: [
                    theory.rhythmic.timeSignature == nil
                        ? absence.reason(for: "music_theory.rhythmic.time_signature")
                        : certainty(theory.rhythmic.timeSignatureConfidenceLabel)
                ], mark: mark(.timeSignature))
            PageParts.fact(
                "Length", NumberText.time(sidecar.track.durationSeconds),
                notes: [
                    [
                        NumberText.count(sidecar.sections.count, "section"),
                        NumberText.count(sidecar.chords.lazy.filter { $0.root != nil }.count, "chord"),
                    ].joined(separator: ", "), barCount,
                ])
            genre
        }
    }

    private var key: Markup {
        guard let name = sidecar.key else {
            return PageParts.fact("Key", "not known", notes: [absence.reason(for: "key")], mark: mark(.key))
        }
        let scale = theory.harmonic.scale.flatMap { ["major", "minor"].contains($0) ? nil : "scale: \(Names.of($0))" }
        let camelot = Key(name).map { "Camelot \(Camelot.code(of: $0))" }
        return PageParts.fact(
            "Key", ChordSymbol.key(name), notes: [certainty(sidecar.keyConfidenceLabel), scale, camelot],
            mark: mark(.key))
    }

    private var tempo: Markup {
        guard let bpm = sidecar.bpm else {
            return PageParts.fact("Tempo", "not known", notes: [absence.reason(for: "bpm")], mark: mark(.bpm))
        }
        let steadiness = sidecar.tempoIsConstant.map { $0 ? "constant" : "changes in the song" }
        return PageParts.fact(
            "Tempo", "\(NumberText.short(bpm, 1)) BPM", notes: [certainty(sidecar.bpmConfidenceLabel), steadiness],
            mark: mark(.bpm))
    }

    private var genre: Markup {
        let genre = theory.genre
        let tagged =
            "in the file's tags: "
            + (sidecar.track.taggedGenre.map { SafeText.cleaned($0, maximumScalarCount: 80) } ?? "none")
        guard let primary = genre.primary else {
            return PageParts.fact("Genre", "not known", notes: [absence.reason(for: "music_theory.genre"), tagged])
        }
        return PageParts.fact("Genre", Names.of(primary), notes: [certainty(genre.confidenceLabel), tagged])
    }

    private var barCount: String? {
        let bars = SongBars(sidecar)
        return bars.isMetrical ? NumberText.count(bars.bars.count, "bar") : nil
    }

    private func certainty(_ label: String?) -> String? { label.map { "certainty \($0)" } }

    private func mark(_ field: Corrections.Field) -> String? {
        sidecar.corrections.corrects(field) ? "corrected by you" : nil
    }
}

/// Keys as discs are mixed by them: neighbours on a clock face share all notes but one.
enum Camelot {
    /// "8B" for C major, "8A" for A minor.
    static func code(of key: Key) -> String {
        let hour = ((key.signatureFifths + 7) % 12 + 12) % 12 + 1
        return "\(hour)\(key.mode == .major ? "B" : "A")"
    }
}
