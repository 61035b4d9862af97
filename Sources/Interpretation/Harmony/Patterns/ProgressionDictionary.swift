import MusicTheory

/// Progressions with names, as musicians and textbooks call them (Everett, The Foundations of Rock, 2009; Doll, Hearing
/// Harmony, 2017; Levine, The Jazz Theory Book, 1995; Gjerdingen, Music in the Galant Style, 2007). Of two
/// that are the same chords from different starts, the earlier gives its name to the starts that have none.
enum ProgressionDictionary {
    static let all: [NamedProgression] = loops + minorLoops + vamps + formulas + blues

    /// Bass lines with names.
    static let basses: [NamedBass] = [
        NamedBass(commonName: "lament bass (1-7-6-5 in minor)", mode: .minor, degrees: [0, 10, 8, 7]),
        NamedBass(commonName: "chromatic lament bass", mode: .minor, degrees: [0, 11, 10, 9, 8, 7]),
        NamedBass(commonName: "descending bass (1-7-6-5 in major)", mode: .major, degrees: [0, 11, 9, 7]),
        NamedBass(commonName: "chromatic descending bass", mode: .major, degrees: [0, 11, 10, 9, 8, 7]),
        NamedBass(commonName: "rising bass (1-2-3-4)", mode: .major, degrees: [0, 2, 4, 5]),
    ]

    private static let loops: [NamedProgression] = [
        NamedProgression("I V vi IV", .major, .loop, "axis progression (pop I-V-vi-IV)"),
        NamedProgression("vi IV I V", .major, .loop, "axis progression from vi (\"sensitive\" vi-IV-I-V)"),
        NamedProgression("IV I V vi", .major, .loop, "axis progression from IV"),
        NamedProgression("V vi IV I", .major, .loop, "axis progression from V"),
        NamedProgression("I vi IV V", .major, .loop, "doo-wop progression (50s progression)"),
        NamedProgression("I vi ii V", .major, .loop, "turnaround (rhythm changes, I-vi-ii-V)"),
        NamedProgression("iii vi ii V", .major, .loop, "circle-of-fifths turnaround"),
        NamedProgression("I VI ii V", .major, .loop, "turnaround with secondary dominant"),
        NamedProgression("I VI II V", .major, .loop, "ragtime progression"),
        NamedProgression("III VI II V", .major, .loop, "rhythm changes bridge (ragtime circle)"),
        NamedProgression("I #io ii V", .major, .loop, "turnaround with passing diminished chord"),
        NamedProgression("I #io ii #iio", .major, .loop, "rhythm changes with passing diminished chords"),
        NamedProgression("iii VI ii V", .major, .loop, "turnaround from iii"),
        NamedProgression("IV V iii vi", .major, .loop, "Royal Road progression"),
        NamedProgression("IV V vi I", .major, .loop, "deceptive loop (IV-V-vi-I)"),
        NamedProgression("vi IV V I", .major, .loop, "Komuro progression"),
        NamedProgression("I V vi iii IV I IV V", .major, .loop, "Pachelbel progression (Canon)"),
        NamedProgression("I V vi iii IV I ii V", .major, .loop, "Pachelbel progression with ii"),
        NamedProgression("I III IV iv", .major, .loop, "I-III-IV-iv (\"Creep\" progression)"),
        NamedProgression("I iii IV V", .major, .loop, "I-iii-IV-V ascent"),
        NamedProgression("I ii iii IV", .major, .loop, "rising scale progression"),
        NamedProgression("I IV vi V", .major, .loop, "I-IV-vi-V (optimistic progression)"),
        NamedProgression("I IV V IV", .major, .loop, "three-chord rock loop (\"La Bamba\", \"Louie Louie\")"),
        NamedProgression(
            "I IV I V", .major, .loop, "three-chord song progression (passamezzo moderno, Gregory Walker)"),
        NamedProgression("I IV ii V", .major, .loop, "montuno (I-IV-ii-V)"),
        NamedProgression("I V IV V", .major, .loop, "I-V-IV-V rock loop"),
        NamedProgression("I V IV I", .major, .loop, "I-V-IV-I retrogression"),
        NamedProgression("I bVII IV I", .major, .loop, "double plagal cadence loop (Mixolydian)"),
        NamedProgression("I bVII bVI V", .major, .loop, "Andalusian progression in major"),
        NamedProgression("I bVII bVI bVII", .major, .loop, "Aeolian shuttle in major"),
        NamedProgression("I bIII IV I", .major, .loop, "blues-rock I-bIII-IV"),
        NamedProgression("I bIII bVII IV", .major, .loop, "chromatic-mediant rock loop"),
        NamedProgression("I II IV I", .major, .loop, "Lydian rock progression (I-II-IV)"),
        NamedProgression("I v bVII IV", .major, .loop, "Mixolydian I-v-bVII-IV"),
        NamedProgression("I bIII bVI bII", .major, .loop, "Tadd Dameron turnaround"),
        NamedProgression("I bIII bVI VII III V", .major, .loop, "major-third cycle (Coltrane changes)"),
        NamedProgression(
            "I IV I V I IV I V I", .major, .loop, "passamezzo moderno (Gregory Walker), whole"),
        NamedProgression("I IV viio iii vi ii V I", .major, .loop, "circle of fifths"),
        NamedProgression("I V vi iii IV I V I", .major, .loop, "Romanesca (galant)"),
    ]

    private static let minorLoops: [NamedProgression] = [
        NamedProgression("i VII VI V", .minor, .loop, "Andalusian cadence"),
        NamedProgression("i VI III VII", .minor, .loop, "axis progression in minor (i-VI-III-VII)"),
        NamedProgression("VI III VII i", .minor, .loop, "axis progression in minor from VI"),
        NamedProgression("VI VII i III", .minor, .loop, "minor-key axis variant VI-VII-i-III"),
        NamedProgression("i VII VI VII", .minor, .loop, "Aeolian shuttle (i-VII-VI-VII)"),
        NamedProgression("i VI VII i", .minor, .loop, "Aeolian loop (i-VI-VII-i)"),
        NamedProgression("i III VII iv", .minor, .loop, "minor rock loop i-III-VII-iv"),
        NamedProgression("i III VII IV", .minor, .loop, "Dorian rock loop i-III-VII-IV"),
        NamedProgression("i VII IV i", .minor, .loop, "Dorian double plagal loop"),
        NamedProgression("i VI iv V", .minor, .loop, "doo-wop progression in minor"),
        NamedProgression("i iv V i", .minor, .loop, "i-iv-V minor song progression"),
        NamedProgression("i VI III iv", .minor, .loop, "i-VI-III-iv"),
        NamedProgression("i iv VII III", .minor, .loop, "circle of fifths in minor, first half"),
        NamedProgression("i iv VII III VI iio V i", .minor, .loop, "circle of fifths in minor"),
        NamedProgression("iv VII III VI iio V i", .minor, .loop, "circle of fifths in minor (\"Autumn Leaves\")"),
        NamedProgression("i V VII IV VI III iv V", .minor, .loop, "\"Hotel California\" progression"),
        NamedProgression("i V i VII III VII i V", .minor, .loop, "Folia"),
        NamedProgression("III VII i V", .minor, .loop, "Folia, second half (Romanesca in minor)"),
        NamedProgression("III VII i V III VII i V i", .minor, .loop, "Romanesca"),
        NamedProgression("i VII i V III VII i V i", .minor, .loop, "passamezzo antico"),
        NamedProgression("i VII i V", .minor, .loop, "passamezzo antico, first half"),
        NamedProgression("i v VI iv", .minor, .loop, "lament i-v-VI-iv"),
        NamedProgression("i iio V i", .minor, .loop, "minor turnaround (i-ii-V)"),
        NamedProgression("i VI iio V", .minor, .loop, "minor turnaround i-VI-ii-V"),
        NamedProgression("i V iv V", .minor, .loop, "minor i-V-iv-V"),
    ]

    private static let vamps: [NamedProgression] = [
        NamedProgression("I IV", .major, .vamp, "plagal vamp"),
        NamedProgression("I V", .major, .vamp, "tonic-dominant vamp"),
        NamedProgression("I bVII", .major, .vamp, "Mixolydian vamp"),
        NamedProgression("I bVII IV", .major, .vamp, "double plagal loop (Mixolydian I-bVII-IV)"),
        NamedProgression("I II", .major, .vamp, "Lydian vamp"),
        NamedProgression("I ii", .major, .vamp, "I-ii vamp"),
        NamedProgression("I vi", .major, .vamp, "relative vamp"),
        NamedProgression("I iii", .major, .vamp, "mediant vamp"),
        NamedProgression("I iv", .major, .vamp, "minor plagal vamp"),
        NamedProgression("I IV V", .major, .vamp, "three-chord loop I-IV-V"),
        NamedProgression("I V IV", .major, .vamp, "three-chord loop I-V-IV"),
        NamedProgression("I bII", .major, .vamp, "Phrygian dominant (Hijaz) vamp"),
        NamedProgression("I bVI", .major, .vamp, "flat submediant vamp"),
        NamedProgression("ii V", .major, .vamp, "ii-V vamp"),
        NamedProgression("i iv", .minor, .vamp, "minor plagal vamp (Aeolian)"),
        NamedProgression("i IV", .minor, .vamp, "Dorian vamp"),
        NamedProgression("i ii", .minor, .vamp, "Dorian i-ii vamp"),
        NamedProgression("i VII", .minor, .vamp, "Aeolian vamp"),
        NamedProgression("i VI", .minor, .vamp, "i-VI vamp"),
        NamedProgression("i V", .minor, .vamp, "minor tonic-dominant vamp"),
        NamedProgression("i v", .minor, .vamp, "Aeolian i-v vamp"),
        NamedProgression("i bII", .minor, .vamp, "Phrygian vamp"),
        NamedProgression("i VI VII", .minor, .vamp, "Aeolian loop (i-VI-VII)"),
        NamedProgression("i VII VI", .minor, .vamp, "Aeolian descent (i-VII-VI)"),
        NamedProgression("i iv v", .minor, .vamp, "minor three-chord loop"),
        NamedProgression("i iv V", .minor, .vamp, "minor three-chord loop with V"),
    ]

    private static let formulas: [NamedProgression] = [
        NamedProgression("ii V I", .major, .formula, "ii-V-I"),
        NamedProgression("iio V i", .minor, .formula, "minor ii-V-i"),
        NamedProgression("iv bVII I", .major, .formula, "backdoor ii-V"),
        NamedProgression("ii bII I", .major, .formula, "ii-V-I with tritone substitution"),
        NamedProgression("bVI bVII I", .major, .formula, "Aeolian (\"Mario\") cadence"),
        NamedProgression("VI VII i", .minor, .formula, "Aeolian cadence (VI-VII-i)"),
        NamedProgression("IV iv I", .major, .formula, "minor plagal cadence (IV-iv-I)"),
        NamedProgression("IV #ivo I", .major, .formula, "rising diminished (gospel) cadence"),
        NamedProgression("I Imaj7 I7", .major, .exactFormula, "line cliche (descending from the octave)"),
        NamedProgression("I Imaj7 I6", .major, .exactFormula, "line cliche (descending to the sixth)"),
        NamedProgression("I I+ I6", .major, .exactFormula, "line cliche (rising fifth)"),
        NamedProgression("i imaj7 i7", .minor, .exactFormula, "minor line cliche"),
        NamedProgression("imaj7 i7 i6", .minor, .exactFormula, "minor line cliche (to the sixth)"),
    ]

    private static let blues: [NamedProgression] = [
        NamedProgression("I I I I IV IV I I V IV I I|V", .major, .bars, "12-bar blues"),
        NamedProgression("I IV I I IV IV I I V IV I I|V", .major, .bars, "12-bar blues with quick change"),
        NamedProgression("I I I I IV IV I I V V I I|V", .major, .bars, "12-bar blues with two bars of V"),
        NamedProgression("I IV I I IV IV I VI ii V I V", .major, .bars, "jazz blues"),
        NamedProgression("I IV I I IV #ivo I VI ii V I_VI ii_V", .major, .bars, "jazz blues (bebop)"),
        NamedProgression("i i i i iv iv i i VI V i i|V", .minor, .bars, "minor blues"),
        NamedProgression("i i i i iv iv i i v|V iv i i|V|v", .minor, .bars, "minor blues with v-iv"),
        NamedProgression("i iv i i iv iv i i VI V i i|V", .minor, .bars, "minor blues with quick change"),
        NamedProgression("I V IV IV I V I V", .major, .bars, "8-bar blues"),
        NamedProgression("I I I I I I I I IV IV I I V IV I I|V", .major, .bars, "16-bar blues"),
    ]
}
