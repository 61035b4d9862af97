/// SQL that makes an older catalogue of a current one.
enum OlderSchema {
    /// The schema before harmony, rhythm and genre had tables of their own.
    static let withoutTheory = """
        DROP VIEW help; CREATE VIEW help AS SELECT 1 AS topic;
        DROP VIEW song_progressions; DROP VIEW explanations; DROP VIEW progressions; DROP VIEW chord_sheet;
        DROP TABLE pattern_occurrences; DROP TABLE complexity_parts; DROP TABLE complexity_reasons;
        DROP TABLE stem_rhythms; DROP TABLE accents; DROP TABLE polyrhythms; DROP TABLE genre_reasons;
        DROP TABLE genre_features; DROP INDEX patterns_common_name;
        ALTER TABLE tracks DROP COLUMN scale; ALTER TABLE tracks DROP COLUMN voice_leading;
        ALTER TABLE tracks DROP COLUMN voice_leading_semitones; ALTER TABLE tracks DROP COLUMN static_harmony_share;
        ALTER TABLE tracks DROP COLUMN notes_per_beat; ALTER TABLE chords DROP COLUMN role;
        ALTER TABLE patterns DROP COLUMN is_loop; ALTER TABLE patterns DROP COLUMN length_bars;
        ALTER TABLE patterns DROP COLUMN coverage;
        DELETE FROM grdb_migrations WHERE identifier = '3'; PRAGMA user_version = 2;

        """
}
