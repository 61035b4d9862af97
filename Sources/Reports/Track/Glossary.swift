/// What the words and abbreviations of the page mean, for learners.
enum Glossary {
    private static let chapters: [(title: String, entries: [(term: String, meaning: String)])] = [
        (
            "Chords and keys",
            [
                (
                    "Am7, C/G, N.C.",
                    "Chord symbols: the root (A), the kind (m: minor; 7: with a seventh), after a slash the lowest note. N.C. is no chord."
                ),
                ("m7♭5, dim7, +", "Half-diminished, diminished seventh and augmented chords."),
                ("Key", "The note and scale that the music comes home to."),
                (
                    "Roman numeral",
                    "A chord's place in its key: I is the chord on the first note of the scale, V the one on the fifth. Capitals have a major third, small letters a minor one."
                ),
                (
                    "⁶, ⁶₄, ⁶₅, ⁴₃, ⁴₂",
                    "Figures of inversions: which note of the chord is the lowest. None: the root is."
                ),
                ("V/V", "An applied dominant: the dominant, not of the key, but of the chord after the stroke."),
                (
                    "♭VI, iv in major",
                    "Borrowed chords: from the key's parallel, major from minor or the other way round."
                ),
                (
                    "Camelot",
                    "A number and letter for each key, used by disc jockeys: keys with the same or a neighbouring number blend."
                ),
                (
                    "Circle of fifths",
                    "The twelve roots so ordered that neighbours are a fifth apart; songs mostly stay in one neighbourhood."
                ),
            ]
        ),
        (
            "What chords do",
            [
                ("Tonic (T)", "Home, at rest. A substitute (Ts) shares most of its notes."),
                ("Subdominant (S)", "Away from home, on the way to tension."),
                ("Dominant (D)", "Tension that wants to go home."),
                (
                    "Cadence",
                    "The turn that closes a phrase. Authentic: dominant to tonic, a full stop. Half: stops on the dominant, a comma. Plagal: subdominant to tonic. Deceptive: the dominant goes elsewhere. Modal: home by another way, such as ♭VII to I."
                ),
                ("Progression", "Chords in an order that recurs; a loop when it is repeated without a break."),
                (
                    "Voice leading",
                    "How the single notes of one chord move to those of the next; smooth when they move little."
                ),
                ("Harmonic rhythm", "How often the chords change."),
            ]
        ),
        (
            "Rhythm",
            [
                ("BPM", "Beats per minute."),
                ("Meter", "How beats are grouped: 4/4 has four quarters to the bar, 6/8 two groups of three eighths."),
                ("1 e & a", "How sixteenths are counted: the beat, then three places before the next beat."),
                ("Syncopation", "Accents where the meter has none, and none where it has one."),
                (
                    "LHL",
                    "Longuet-Higgins and Lee's measure of syncopation: how much weaker the place of a note is than the rest or held note after it."
                ),
                (
                    "WNBD",
                    "Weighted note-to-beat distance: how close notes come before or after beats without meeting them."
                ),
                (
                    "Swing",
                    "The off-beat eighth comes late: at half of the beat it is straight, at two thirds it is a triplet's."
                ),
                ("Polyrhythm", "Two divisions of the same time at once, such as three against two."),
                ("p", "How probable it is that chance alone would look like this."),
            ]
        ),
        (
            "Sound and certainty",
            [
                ("Stem", "One part of the song, separated from the rest: vocals, drums, bass, other."),
                (
                    "dBFS",
                    "Decibels below the loudest that a file can hold: 0 is the loudest, −20 is moderate, −60 is nearly silent."
                ),
                (
                    "Certainty",
                    "How sure the analysis is, from very low to very high; it can be wrong at any of them. Corrections: musigen correct."
                ),
                (
                    "Complexity",
                    "Between 0, the simplest that songs are, and 1, the most complex; the mean of the parts that are listed."
                ),
            ]
        ),
    ]

    static var markup: Markup {
        PageParts.section("glossary", "Glossary", lead: "The words and abbreviations of this page.") {
            for chapter in chapters {
                Element("details") {
                    Element("summary") { chapter.title }
                    Element("dl", .class("glossary")) {
                        for entry in chapter.entries {
                            Element("dt") { entry.term }
                            Element("dd") { entry.meaning }
                        }
                    }
                }
            }
        }
    }
}
