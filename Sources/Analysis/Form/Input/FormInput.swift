/// What the analysis of a song's form knows about each bar.
///
/// Rows are bars, or groups of bars in very long songs; with them the cost is bounded whatever a song's length.
struct FormInput: Sendable, Equatable {
    /// Rings of twelve pitch classes in `harmony`: the treble of both halves of a bar, then the bass of both.
    static let harmonyRingCount = 4
    /// Rings of twelve pitch classes in `melody`: both halves of a bar.
    static let melodyRingCount = 2
    static let partCount = SoundPart.allCases.count
    /// Mean band levels of the mix, then group levels and strengths of onsets of drums and the rest.
    static let timbreSize = OnsetBands.timbreBandCount + 4 * OnsetBands.groupCount

    /// Bar lines in seconds: 0, the lines between bars, the song's end.
    var barLines: [Double] = []
    /// Beats in a bar; 0 without beats.
    var beatsPerBar = 0
    /// Bars that one row stands for.
    var barsPerRow = 1
    /// Whether the first row is what sounds before the first bar.
    var hasLeadIn = false
    /// Whether stems were there; otherwise the mix is all that is known.
    var hasStems = false
    /// Whether anything sounds at all.
    var hasMusic = false
    /// Strengths of pitch classes [bars, harmonyRingCount, 12]; zeros where nothing keeps to a scale.
    var harmony: [Float] = []
    /// Strengths of the vocals' pitch classes [bars, melodyRingCount, 12]; zeros without a vocal stem.
    var melody: [Float] = []
    /// Sound of each bar, logarithmic [bars, timbreSize].
    var timbre: [Float] = []
    /// Levels of the parts in dB relative to the song's loud bars, -50 or more [bars, partCount].
    var levels: [Float] = []
    /// Mean strength of the drums' high bands after each bar's first stroke: how long a cymbal rings [bars].
    var cymbals: [Float] = []
    /// Mean strength of the drums' onsets in the second half of each bar [bars].
    var fills: [Float] = []
    /// Level of the last eighth of each bar relative to the whole bar in dB [bars].
    var breaks: [Float] = []
    /// Bar lines nearest to which the key changes.
    var keyChanges: Set<Int> = []

    var barCount: Int { max(0, barLines.count - 1) }

    /// Level of a part in a bar.
    func level(_ part: SoundPart, bar: Int) -> Float {
        levels[bar * FormInput.partCount + FormInput.index(of: part)]
    }

    /// Place of a part in `levels`.
    static func index(of part: SoundPart) -> Int {
        switch part {
        case .mix: 0
        case .drums: 1
        case .bass: 2
        case .vocals: 3
        case .other: 4
        }
    }
}
