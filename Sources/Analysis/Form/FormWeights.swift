/// Weights of the analysis of a song's form: made by `training/section-names/train_form.py`.
enum FormWeights {
    /// Of `BoundaryEvidence.names`.
    static let lines: [Float] = [
        0.146, -0.113, 0.046, -0.163, 0.049, 0.334, -0.089, 0.933, -0.13, 0.018, 0.412, -0.479, 0.703, -0.209, -0.217,
        0.086, 0.156, 0.802, 0.473, -0.251, -0.393, 0.413, -0.174, -0.174, -0.276, 0.317, -0.045, -0.033, -0.252,
        0.372, 0.366, 0.565, -0.14, -0.116, 0.554, 1.521, 0.907,
    ]

    /// Score of a line without evidence.
    static let lineBias: Float = -1.951

    /// Of `SectionLengths.features`.
    static let lengths: [Float] = [
        -1.532, 1.011, 0.648, 0.725, 0.899, 1.158, 0.468, 0.719, -0.331, 2.813, -0.17, -0.237, 0,
    ]

    /// Of `SectionLikeness.names`.
    static let letters: [Float] = [
        1.873, 2.26, 4.226, 3.276, 3.93, 0.941, -1.847, -0.279, -0.911, -8.277,
    ]

    /// Least mean probability of being repeats under one letter.
    static let letterThreshold: Double = 0.5

    /// Of `Singing.names`.
    static let singing: [Float] = [
        2.036, -0.085, 0.151, 1.885, -2.153, -0.639, 1.344, -2.022, 9.519,
    ]
}
