import FoundationEssentials
import GRDB
import Tracks

extension TheorySidecar {
    /// When the file was dropped; `nil` where the sidecar does not say.
    var addedAt: Date? { track.addedAt.flatMap(Timestamp.date) }
}

/// Everything of a sidecar as rows of the catalogue.
struct SidecarRows {
    let sidecar: TheorySidecar
    private let libraryPath: String
    private let addedAt: Date

    init(_ sidecar: TheorySidecar, libraryPath: String, addedAt: Date) {
        self.sidecar = sidecar
        self.libraryPath = libraryPath
        self.addedAt = addedAt
    }

    /// Writes the rows in the place of those of a track with the same identifier or the same bytes.
    func replace(in db: Database) throws {
        try db.cachedStatement(sql: "DELETE FROM tracks WHERE id = ? OR sha256 = ?")
            .execute(arguments: [sidecar.track.id, sidecar.track.sha256])
        try insertTrack(db)
        try insertTimeline(db)
        try insertTheory(db)
        try insertLabels(db)
    }

    private func insertTrack(_ db: Database) throws {
        let (track, theory) = (sidecar.track, sidecar.musicTheory)
        let values: [(String, (any DatabaseValueConvertible)?)] = [
            ("id", track.id), ("title", track.title), ("artist", track.artist), ("album", track.album),
            ("file_name", track.fileName), ("duration_s", track.durationSeconds),
            ("bpm", sidecar.bpm), ("bpm_confidence", sidecar.bpmConfidence),
            ("tempo_is_constant", sidecar.tempoIsConstant),
            ("key", sidecar.key), ("key_confidence", sidecar.keyConfidence),
            ("time_signature", theory.rhythmic.timeSignature),
            ("time_signature_confidence", theory.rhythmic.timeSignatureConfidence),
            ("tuning_hz", sidecar.tuningHz),
            (
                "corrected_fields",
                sidecar.corrections.isEmpty ? nil : sidecar.correctedFields.joined(separator: ", ")
            ),
            ("genre", theory.genre.primary), ("genre_confidence", theory.genre.confidence),
            ("tagged_genre", track.taggedGenre),
            ("harmonic_complexity", theory.harmonic.complexity), ("rhythmic_complexity", theory.rhythmic.complexity),
            ("syncopation", theory.rhythmic.syncopation), ("swing_ratio", theory.rhythmic.swingRatio),
            ("notes_per_second", theory.rhythmic.noteDensity?.notesPerSecond),
            ("chord_changes_per_bar", theory.harmonic.harmonicRhythm?.changesPerBar),
            ("static_harmony_share", theory.harmonic.harmonicRhythm?.staticShare),
            ("scale", theory.harmonic.scale), ("voice_leading", theory.harmonic.voiceLeading?.quality),
            ("voice_leading_semitones", theory.harmonic.voiceLeading?.meanSemitonesPerChange),
            ("notes_per_beat", theory.rhythmic.noteDensity?.notesPerBeat),
            ("sample_rate_hz", track.sampleRateHz), ("channels", track.channels),
            ("separator", sidecar.tools["separation"]?.model),
            ("separation_residual_dbfs", sidecar.separationResidualDBFS),
            ("sha256", track.sha256), ("audio_sha256", track.audioSHA256), ("same_audio_as", track.sameAudioAs),
            ("added_at", Timestamp.text(addedAt)), ("library_path", libraryPath),
        ]
        let columns = values.map(\.0).joined(separator: ", ")
        let insertion = try db.cachedStatement(
            sql: "INSERT INTO tracks (\(columns)) VALUES (\(databaseQuestionMarks(count: values.count)))")
        try insertion.execute(arguments: StatementArguments(values.map(\.1)))
    }

    private func insertTimeline(_ db: Database) throws {
        try insert(sidecar.beats, into: "beats", "time_s, bar, beat, is_downbeat, confidence", db) {
            [$0.timeSeconds, $0.bar, $0.beat, $0.isDownbeat, $0.confidence]
        }
        try insertChords(db)
        try insert(sidecar.sections, into: "sections", "start_s, end_s, start_bar, letter, label, confidence", db) {
            [$0.startSeconds, $0.endSeconds, $0.startBar, $0.letter, $0.label, $0.confidence]
        }
        try insert(sidecar.keyRegions, into: "key_regions", "start_s, end_s, key", db) {
            [$0.startSeconds, $0.endSeconds, $0.key]
        }
        try insert(sidecar.tempoMap, into: "tempo_changes", "start_s, bpm", db) { [$0.startSeconds, $0.bpm] }
    }

    private func insertChords(_ db: Database) throws {
        let harmony = sidecar.musicTheory.harmonic
        let functions = Dictionary((harmony.chords ?? []).map { ($0.index, $0) }) { first, _ in first }
        let chords = sidecar.chords.enumerated().map { (span: $0.element, function: functions[$0.offset]) }
        let columns = """
            start_s, end_s, start_beat, end_beat, label, root, quality, bass, roman, function, role, applied_to,
            borrowed_from, confidence
            """
        try insert(chords, into: "chords", columns, db) { span, function in
            [
                span.startSeconds, span.endSeconds, span.startBeat, span.endBeat, span.label, span.root, span.quality,
                span.bass, function?.roman, function?.function, function?.role, function?.appliedTo,
                function?.borrowedFrom, span.confidence,
            ]
        }
    }

    private func insertLabels(_ db: Database) throws {
        let stems = Stem.allCases.compactMap { stem in sidecar.audioStems[stem].map { (stem: stem, path: $0) } }
        try insert(stems, into: "stems", "name, path, rms_dbfs, activity", db) { stem, path in
            [stem.rawValue, path, sidecar.stemLevels[stem]?.rmsDBFS, sidecar.stemLevels[stem]?.activity]
        }
        try insert(sidecar.track.tags, into: "tags", "tag", db) { [$0] }
        try insert(sidecar.warnings, into: "warnings", "field, reason", db) { [$0.field, $0.reason] }
    }

    func insert<Element>(
        _ elements: [Element], into table: String, _ columns: String, _ db: Database,
        values: (Element) -> [(any DatabaseValueConvertible)?]
    ) throws {
        let columnCount = columns.split(separator: ",").count + 2
        let insertion = try db.cachedStatement(
            sql: """
                INSERT INTO \(table) (track_id, position, \(columns))
                VALUES (\(databaseQuestionMarks(count: columnCount)))
                """)
        for (position, element) in elements.enumerated() {
            try insertion.execute(arguments: StatementArguments([sidecar.track.id, position] + values(element)))
        }
    }
}
