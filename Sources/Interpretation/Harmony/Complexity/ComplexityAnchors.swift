/// Where songs lie between simple and complex harmony: percentiles of 770 charts of the McGill Billboard
/// corpus (Burgoyne, Wild & Fujinaga, ISMIR 2011, CC0), by `training/harmonic-complexity/quantiles.py`.
enum ComplexityAnchors {
    /// The percentages that the values of `percentiles` stand for.
    static let percents: [Double] = [0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0, 100.0]

    /// Values at `percents`, by the part's name.
    static let percentiles: [String: [Double]] = [
        "chord_entropy_bits": [0, 0.3466, 0.4835, 0.5734, 0.6784, 0.7911, 0.8856, 0.9722, 1.043, 1.196, 1.674],
        "distinct_chords": [2, 4, 4, 5, 6, 7, 8, 8, 10, 12, 23],
        "chromatic_share": [0, 0, 0, 0.02813, 0.05378, 0.105, 0.1594, 0.2342, 0.3151, 0.472, 1],
        "four_note_share": [0, 0, 0.01244, 0.06398, 0.1029, 0.1729, 0.2549, 0.3784, 0.5, 0.7414, 1],
        "changes_per_bar": [0.05797, 0.4777, 0.6212, 0.7358, 0.8492, 0.9647, 1.055, 1.231, 1.454, 1.705, 2.896],
        "keys": [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 4],
        "mean_fifths_step": [0, 1.188, 1.345, 1.504, 1.666, 1.816, 1.963, 2.119, 2.314, 2.561, 3.667],
        "inversion_share": [0, 0, 0, 0, 0, 0.02041, 0.04043, 0.07956, 0.1338, 0.2151, 0.5778],
    ]

    /// A third of the charts have voices that move less than this on average.
    static let smoothVoiceLeadingSemitones = 0.98
    /// A third have voices that move more.
    static let angularVoiceLeadingSemitones = 1.12
}
