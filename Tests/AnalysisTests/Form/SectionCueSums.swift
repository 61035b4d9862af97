/// Sums over sections of cue times place: made by `training/section-names/make_cue_sums.py`.
enum SectionCueSums {
    /// By cue.
    static let expected: [Double] = [
        36, 1, 2, 8, 7, 22, 16.04733728, 21.32051282, 0, 0, 0, 15, 15, 36, 4.384615385, 17.53846154, 26.1, 27, 27,
        26.1, 29.63076923, 0, 31.9, 20.3, 1, 8, 2, 7, 15, 6, 15, 0, 9.923076923, 14, 5.4, 6, 15, 0, 0, 0, 15, 20, 26,
        1, 21.5, 0, 0, 8, 18, 4, 12, 26, 25.66666667, 6, 0, 32.25, 36, 1, 8, 1, 8, 1, 8, 6, 15, 36,
    ]
}
