import GRDB

extension Schema {
    /// The view `help`: what there is, and queries to begin with. Each of them runs as it stands.
    static func createHelp(_ db: Database) throws {
        let rows = tables.map { ("tables", "\($0): \($1)", "SELECT * FROM \($0) LIMIT 5") } + examples
        let values = rows.map { "(\(literal($0)), \(literal($1)), \(literal($2)))" }.joined(separator: ",\n    ")
        try db.execute(sql: "CREATE VIEW help(topic, question, query) AS VALUES\n    \(values)")
    }

    /// The same in a catalogue that has an older one.
    static func renewHelp(_ db: Database) throws {
        try db.execute(sql: "DROP VIEW help")
        try createHelp(db)
    }

    private static func literal(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }

    private static let tables = [
        ("songs", "one short line for each song; begin here (view)"),
        ("tracks", "all that is one value per song: tempo, key, genre, complexity, place in the library"),
        ("chords", "chord after chord of each song: label in Harte syntax, roman numeral, function"),
        ("chord_sheet", "chords with time, bar and beat (view)"),
        ("beats", "every beat with its bar and its place in the bar"),
        ("sections", "the form of each song: A, B, chorus, ..."),
        ("key_regions", "keys by stretches, for songs that modulate"),
        ("tempo_changes", "tempo by stretches, for songs that change theirs"),
        ("cadences", "where phrases end, and how"),
        ("patterns", "progressions of each song, named and nameless: how often, how long, how much of the song"),
        ("pattern_occurrences", "each round of each progression, with its bar and time"),
        ("progressions", "progressions over all songs (view)"),
        ("song_progressions", "progressions beside tempo, key and genre of their songs (view)"),
        ("complexity_parts", "what the complexities are made of: value, and where it lies between simple and complex"),
        ("complexity_reasons", "the same in sentences"),
        ("stem_rhythms", "syncopation and density of each stem"),
        ("accents", "how strong each position of the bar is, as it was measured"),
        ("polyrhythms", "polyrhythms and groupings against the meter"),
        ("keys", "how many songs are in each key (view)"),
        ("genres", "the likely genres of each song, most likely first"),
        ("genre_reasons", "why, in sentences with the measured values"),
        ("genre_features", "the musical features that the genre was found by"),
        ("explanations", "the reasons for genre and complexities (view)"),
        ("stems", "the separated parts: file, loudness, share of the time in which each sounds"),
        ("tags", "the sub-folders of the inbox that a song came from"),
        ("warnings", "what could not be found out about a song, and why"),
        ("duplicates", "songs with the same audio in different files (view)"),
        ("generations", "songs made from prompts"),
        ("jobs", "every piece of work and how it went"),
        ("queue", "work that is not finished (view)"),
        ("failed", "files that could not be processed, and why (view)"),
        ("events", "receipts of what became of every file"),
        ("receipts", "the same with names (view)"),
        ("today", "what happened today (view)"),
        ("models", "installed models and their licences"),
    ]

    private static let examples = [
        (
            "songs", "Which songs between 120 and 130 BPM are in A minor?",
            "SELECT title, artist, bpm FROM songs WHERE key = 'A minor' AND bpm BETWEEN 120 AND 130 ORDER BY bpm"
        ),
        ("songs", "Which songs are the slowest?", "SELECT title, bpm FROM songs WHERE bpm > 0 ORDER BY bpm LIMIT 10"),
        ("songs", "Which songs are the fastest?", "SELECT title, bpm FROM songs ORDER BY bpm DESC LIMIT 10"),
        ("songs", "What came in last?", "SELECT added_at, title, artist FROM songs ORDER BY added_at DESC LIMIT 10"),
        (
            "songs", "Which songs are by this artist?",
            "SELECT title, length, key, bpm FROM songs WHERE artist LIKE '%davis%' ORDER BY title"
        ),
        (
            "songs", "Which songs are not in 4/4?",
            "SELECT title, time_signature FROM songs WHERE time_signature <> '4/4'"
        ),
        (
            "songs", "Which songs have I corrected, and what of them?",
            "SELECT id, title, bpm, key, time_signature, corrected_fields FROM tracks WHERE corrected_fields IS NOT NULL"
        ),
        (
            "songs", "Which songs swing?",
            "SELECT coalesce(title, file_name) AS title, round(swing_ratio, 2) AS swing FROM tracks WHERE swing_ratio > 0.58 ORDER BY swing_ratio DESC"
        ),
        (
            "songs", "Which songs are harmonically the richest?",
            """
            SELECT coalesce(title, file_name) AS title, round(harmonic_complexity, 2) AS complexity FROM tracks WHERE harmonic_complexity IS NOT NULL \
            ORDER BY harmonic_complexity DESC LIMIT 10
            """
        ),
        (
            "songs", "Which songs hardly have any vocals?",
            """
            SELECT coalesce(title, file_name) AS title, round(activity, 2) AS vocals FROM tracks \
            JOIN stems ON track_id = id WHERE name = 'vocals' AND activity < 0.1
            """
        ),
        (
            "songs", "Which songs came from the sub-folder jazz of the inbox?",
            "SELECT title FROM songs WHERE id IN (SELECT track_id FROM tags WHERE tag = 'jazz')"
        ),
        ("keys", "How many songs are in each key?", "SELECT * FROM keys"),
        (
            "keys", "Which songs modulate?",
            """
            SELECT title, group_concat(region, ' - ') AS keys FROM (SELECT track_id, key AS region FROM key_regions \
            ORDER BY track_id, position) JOIN songs ON songs.id = track_id GROUP BY track_id HAVING count(*) > 1
            """
        ),
        (
            "chords", "Which songs use this chord?",
            """
            SELECT title, artist, count(*) AS times FROM chords JOIN songs ON songs.id = track_id \
            WHERE label = 'A:min7' GROUP BY track_id ORDER BY times DESC
            """
        ),
        (
            "chords", "What is the chord sheet of one song?",
            """
            SELECT at, bar, beat, label, roman, function FROM chord_sheet \
            WHERE track_id = (SELECT id FROM songs WHERE title LIKE '%blue%' LIMIT 1) ORDER BY position
            """
        ),
        (
            "chords", "Which chords are the most common?",
            "SELECT label, count(*) AS times FROM chords WHERE label <> 'N' GROUP BY label ORDER BY times DESC LIMIT 20"
        ),
        (
            "chords", "Which songs borrow chords from another mode?",
            """
            SELECT DISTINCT title, label, roman, borrowed_from FROM chords JOIN songs ON songs.id = track_id \
            WHERE borrowed_from IS NOT NULL ORDER BY title
            """
        ),
        (
            "chords", "Where does IV go straight to I?",
            """
            SELECT title, round(two.start_s, 1) AS at_s FROM chords AS one JOIN chords AS two \
            ON two.track_id = one.track_id AND two.position = one.position + 1 JOIN songs ON songs.id = one.track_id \
            WHERE one.roman = 'IV' AND two.roman = 'I'
            """
        ),
        (
            "theory", "Which songs in D minor between 90 and 110 BPM have a ii-V-I?",
            """
            SELECT title, artist, bpm, progression, occurrences FROM song_progressions \
            WHERE key = 'D minor' AND bpm BETWEEN 90 AND 110 AND common_name LIKE 'ii-V-I%' ORDER BY bpm
            """
        ),
        (
            "theory", "Which songs are a 12-bar blues?",
            "SELECT title, artist, key, occurrences FROM song_progressions WHERE common_name LIKE '%blues%' ORDER BY title"
        ),
        (
            "theory", "Which songs go round one loop for most of their time?",
            """
            SELECT title, progression, common_name, length_bars, round(coverage, 2) AS coverage FROM song_progressions \
            WHERE is_loop AND coverage > 0.5 ORDER BY coverage DESC
            """
        ),
        ("theory", "Which progressions occur in the most songs?", "SELECT * FROM progressions LIMIT 10"),
        (
            "theory", "Why is a song's harmony or genre what it is said to be?",
            "SELECT about, reason FROM explanations WHERE title LIKE '%blue%' ORDER BY about, position"
        ),
        (
            "rhythm", "Which songs have the most syncopated bass?",
            """
            SELECT title, round(syncopation, 2) AS bass_syncopation FROM stem_rhythms JOIN songs ON songs.id = track_id \
            WHERE stem = 'bass' AND syncopation IS NOT NULL ORDER BY syncopation DESC LIMIT 10
            """
        ),
        (
            "rhythm", "Where are there polyrhythms?",
            "SELECT title, ratio, voices, start_bar, bars FROM polyrhythms JOIN songs ON songs.id = track_id ORDER BY title"
        ),
        (
            "theory", "Where are the deceptive cadences?",
            """
            SELECT title, bar, from_roman, to_roman FROM cadences JOIN songs ON songs.id = track_id \
            WHERE type = 'deceptive' ORDER BY title, bar
            """
        ),
        (
            "form", "What are the sections of one song?",
            """
            SELECT printf('%d:%02d', start_s / 60, start_s % 60) AS at, start_bar, letter, label FROM sections \
            WHERE track_id = (SELECT id FROM songs WHERE title LIKE '%blue%' LIMIT 1) ORDER BY position
            """
        ),
        (
            "form", "On which beats does bar 1 of a song lie?",
            """
            SELECT beat, round(time_s, 3) AS time_s FROM beats \
            WHERE bar = 1 AND track_id = (SELECT id FROM songs WHERE title LIKE '%blue%' LIMIT 1) ORDER BY position
            """
        ),
        (
            "genres", "How many songs are there of each genre?",
            "SELECT genre, count(*) AS songs FROM tracks GROUP BY genre ORDER BY songs DESC"
        ),
        (
            "files", "Where are the stems of one song?",
            """
            SELECT name, library_path || '/' || path AS file, round(rms_dbfs, 1) AS rms_dbfs FROM stems \
            JOIN tracks ON tracks.id = track_id WHERE coalesce(title, file_name) LIKE '%blue%'
            """
        ),
        ("files", "Which songs do I have twice?", "SELECT title, artist, file_name FROM duplicates"),
        (
            "files", "What could not be found out, and why?",
            "SELECT title, field, reason FROM warnings JOIN songs ON songs.id = track_id ORDER BY title LIMIT 20"
        ),
        ("work", "What is in the queue?", "SELECT id, state, stage, progress, input_name, reason FROM queue"),
        ("work", "What failed, and why?", "SELECT finished_at, input_name, reason FROM failed"),
        ("work", "What happened today?", "SELECT time, kind, message FROM today"),
        (
            "work", "What became of a file that I dropped?",
            "SELECT at, kind, message FROM receipts WHERE input_name LIKE '%blue%' OR message LIKE '%blue%' ORDER BY id"
        ),
        (
            "work", "How long does a song take?",
            """
            SELECT input_name, round((julianday(finished_at) - julianday(started_at)) * 86400) AS seconds FROM jobs \
            WHERE state = 'done' ORDER BY finished_at DESC LIMIT 10
            """
        ),
        ("work", "Which models are installed?", "SELECT name, task, licence FROM models"),
    ]
}
