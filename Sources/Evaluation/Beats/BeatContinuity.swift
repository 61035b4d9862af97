/// How much of a song is tracked correctly at the reference's metrical level (CML) and at any level (AML), in one piece
/// (c) or in total (t); shares of the beats, 0...1.
public struct BeatContinuity: Equatable, Sendable {
    /// CMLc: longest correct stretch at the correct level.
    public var correctLevelContinuous: Double
    /// CMLt: all correct stretches at the correct level.
    public var correctLevelTotal: Double
    /// AMLc: longest correct stretch at the level that fits best.
    public var anyLevelContinuous: Double
    /// AMLt: all correct stretches at the level that fits best.
    public var anyLevelTotal: Double

    /// Four shares.
    public init(
        correctLevelContinuous: Double, correctLevelTotal: Double, anyLevelContinuous: Double, anyLevelTotal: Double
    ) {
        self.correctLevelContinuous = correctLevelContinuous
        self.correctLevelTotal = correctLevelTotal
        self.anyLevelContinuous = anyLevelContinuous
        self.anyLevelTotal = anyLevelTotal
    }
}
