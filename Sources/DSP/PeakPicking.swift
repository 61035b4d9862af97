/// Local maxima of a sampled curve.
public enum PeakPicking {
    /// Where the parabola through three neighbouring samples has its top, relative to the middle one: -0.5...0.5.
    public static func parabolicOffset(_ before: Float, _ middle: Float, _ after: Float) -> Double {
        let curvature = Double(before) - 2 * Double(middle) + Double(after)
        guard curvature < 0 else { return 0 }
        return min(0.5, max(-0.5, 0.5 * (Double(before) - Double(after)) / curvature))
    }
}
