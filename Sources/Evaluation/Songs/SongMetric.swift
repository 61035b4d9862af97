/// A figure of a song's row. The raw value names it in JSON; shares are 0...1.
public enum SongMetric: String, CaseIterable, Hashable, Sendable, Codable {
    /// F-measure of the beats within 70 ms, from the first beat on.
    case beatF = "beat_f"
    /// The same, without the first five seconds, as mir_eval has it.
    case beatFTrimmed = "beat_f_trimmed"
    /// F-measure of the beats within 25 ms.
    case beatFNarrow = "beat_f_25ms"
    /// CMLt, see `BeatContinuity`.
    case correctLevelTotal = "beat_cmlt"
    /// AMLt.
    case anyLevelTotal = "beat_amlt"
    /// Median of (nearest beat - true beat), of those within 70 ms, in milliseconds; positive is late.
    case beatBias = "beat_bias_ms"
    /// F-measure of the downbeats within 70 ms.
    case downbeatF = "downbeat_f"
    /// Tempo within 4 %.
    case tempoAccuracy1 = "tempo_acc1"
    /// The same up to a factor of two or three.
    case tempoAccuracy2 = "tempo_acc2"
    /// Of tempi that are right up to such a factor: whether it is one.
    case tempoOctave = "tempo_octave"
    /// Absolute error in BPM, of songs of constant tempo.
    case tempoError = "tempo_error_bpm"
    /// Whether that is at most 0.1 BPM.
    case tempoExact = "tempo_within_0.1_bpm"
    /// Whether the song is rightly called constant in tempo, or not.
    case tempoConstancy = "tempo_constancy"
    /// Beats in a bar, and whether they divide in three where both sides say so.
    case meter
    /// The key of most of the song.
    case keyExact = "key_exact"
    /// Points of the MIREX key task.
    case keyWeighted = "key_weighted"
    /// Share of the time with the right local key.
    case keyTime = "key_time"
    case chordRoot = "chord_root"
    case chordMajorMinor = "chord_majmin"
    case chordMajorMinorInverted = "chord_majmin_inv"
    case chordThirds = "chord_thirds"
    case chordTriads = "chord_triads"
    case chordSevenths = "chord_sevenths"
    case chordTetrads = "chord_tetrads"
    case chordMirex = "chord_mirex"
    /// The smaller of over- and under-segmentation.
    case chordSegmentation = "chord_seg"
    /// Share of the time with a reference chord inside the majmin vocabulary.
    case chordComparable = "chord_comparable"
    /// F-measure of the section boundaries within 0.5 s.
    case sectionF = "section_f_0.5s"
    /// The same within 3 s.
    case sectionFWide = "section_f_3s"
    /// F-measure of pairs of frames in sections of one label.
    case sectionPairwise = "section_pairwise_f"
    /// Share of the time with the right roman numeral, inversion included.
    case numeralExact = "numeral_whole_figure"
    /// The same without the inversion.
    case numeralRootPosition = "numeral_without_inversion"
    /// Degree and triad alone.
    case numeralTriad = "numeral_triad"
    /// F-measure of the authentic cadences whose goals lie within half a bar.
    case cadenceAuthentic = "cadence_authentic_f"
    /// The same of the half cadences.
    case cadenceHalf = "cadence_half_f"
    /// Absolute error of the swing ratio.
    case swingError = "swing_error"
    /// The genre.
    case genre

    /// The figures whose mean tells a song that went well from one that went wrong.
    public static let headline: [SongMetric] = [
        .beatF, .downbeatF, .tempoAccuracy1, .keyWeighted, .chordMajorMinor, .sectionFWide,
    ]
}
