import GRDB
import Tracks

extension SidecarRows {
    /// Harmony, rhythm and genre.
    func insertTheory(_ db: Database) throws {
        try insertHarmony(db)
        try insertComplexity(db)
        try insertRhythm(db)
        try insertGenre(db)
    }

    private func insertHarmony(_ db: Database) throws {
        let harmony = sidecar.musicTheory.harmonic
        let cadenceColumns = "time_s, bar, type, subtype, from_roman, to_roman, confidence"
        try insert(harmony.cadences ?? [], into: "cadences", cadenceColumns, db) {
            [$0.timeSeconds, $0.bar, $0.type, $0.subtype, $0.from, $0.to, $0.confidence]
        }
        let patterns = harmony.patterns ?? []
        let patternColumns = """
            name, common_name, numerals, occurrences, start_bars, is_loop, length_bars, coverage
            """
        try insert(patterns, into: "patterns", patternColumns, db) { pattern in
            [
                pattern.name, pattern.commonName, pattern.numerals.joined(separator: " "), pattern.occurrences.count,
                pattern.occurrences.map { "\($0.startBar)" }.joined(separator: ", "), pattern.isLoop,
                pattern.lengthBars, pattern.coverage,
            ]
        }
        let occurrences = patterns.flatMap { pattern in pattern.occurrences.map { (pattern.name, $0) } }
        try insert(occurrences, into: "pattern_occurrences", "name, start_bar, start_s, end_s, rotation", db) {
            name, occurrence in
            [
                name, occurrence.startBar, occurrence.startSeconds, occurrence.endSeconds, occurrence.rotation,
            ]
        }
    }

    private func insertComplexity(_ db: Database) throws {
        let (harmony, rhythm) = (sidecar.musicTheory.harmonic, sidecar.musicTheory.rhythmic)
        let parts =
            harmony.complexityParts.map { ("harmonic", $0) } + rhythm.complexityParts.map { ("rhythmic", $0) }
        try insert(parts, into: "complexity_parts", "kind, name, value, degree", db) { kind, part in
            [kind, part.name, part.value, part.degree]
        }
        let reasons =
            (harmony.complexityReasons ?? []).map { ("harmonic", $0) }
            + (rhythm.complexityReasons ?? []).map { ("rhythmic", $0) }
        try insert(reasons, into: "complexity_reasons", "kind, reason", db) { [$0, $1] }
    }

    private func insertRhythm(_ db: Database) throws {
        let rhythm = sidecar.musicTheory.rhythmic
        let stems = Stem.allCases.filter {
            rhythm.syncopationByStem?[$0] != nil || rhythm.noteDensity?.byStem[$0] != nil
        }
        let columns = """
            stem, syncopation, longuet_higgins_lee_per_bar, weighted_note_to_beat_distance, off_beatness_per_bar,
            notes_per_second
            """
        try insert(stems, into: "stem_rhythms", columns, db) { stem in
            let measures = rhythm.syncopationMeasures?[stem]
            return [
                stem.rawValue, rhythm.syncopationByStem?[stem], measures?.longuetHigginsLeePerBar,
                measures?.weightedNoteToBeatDistance, measures?.offBeatnessPerBar, rhythm.noteDensity?.byStem[stem],
            ]
        }
        let hierarchy = rhythm.metricHierarchy
        let step = 1 / Double(max(1, hierarchy?.positionsPerBeat ?? 4))
        let accents = (hierarchy?.weights ?? []).enumerated().map { (beat: 1 + Double($0.offset) * step, $0.element) }
        try insert(accents, into: "accents", "beat, weight, is_strong", db) { beat, weight in
            [beat, weight, hierarchy?.strongBeats.contains { abs($0 - beat) < 1e-6 } ?? false]
        }
        let polyrhythmColumns = "kind, ratio, voices, start_bar, bars, p_value, description"
        try insert(rhythm.polyrhythms ?? [], into: "polyrhythms", polyrhythmColumns, db) {
            [$0.kind, $0.ratio, $0.voices.joined(separator: ", "), $0.startBar, $0.bars, $0.pValue, $0.description]
        }
    }

    private func insertGenre(_ db: Database) throws {
        let genre = sidecar.musicTheory.genre
        let primary = genre.primary.map { (name: $0, confidence: genre.confidence, isPrimary: true) }
        let secondary = (genre.secondary ?? []).map {
            (name: $0.name, confidence: Double?.some($0.confidence), isPrimary: false)
        }
        try insert((primary.map { [$0] } ?? []) + secondary, into: "genres", "name, confidence, is_primary", db) {
            [$0.name, $0.confidence, $0.isPrimary]
        }
        try insert(genre.reasons ?? [], into: "genre_reasons", "reason", db) { [$0] }
        let features = (genre.features ?? [:]).sorted { $0.key < $1.key }
        try insert(features, into: "genre_features", "name, value", db) { [$0.key, $0.value] }
    }
}
