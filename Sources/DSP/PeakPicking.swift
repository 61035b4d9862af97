/// Local maxima of a sampled curve.
public enum PeakPicking {
    /// The indices of samples that are larger than all others at most `radius` away (the first of equals) and at least
    /// `threshold`.
    public static func peaks(of curve: [Float], radius: Int, threshold: Float) -> [Int] {
        precondition(radius > 0)
        return curve.indices.filter { i in
            guard curve[i] >= threshold else { return false }
            for j in max(0, i - radius)..<min(curve.count, i + radius + 1) {
                if curve[j] > curve[i] || (j < i && curve[j] == curve[i]) { return false }
            }
            return true
        }
    }

    /// Where the parabola through three neighbouring samples has its top, relative to the middle one: -0.5...0.5.
    public static func parabolicOffset(_ before: Float, _ middle: Float, _ after: Float) -> Double {
        let curvature = Double(before) - 2 * Double(middle) + Double(after)
        guard curvature < 0 else { return 0 }
        return min(0.5, max(-0.5, 0.5 * (Double(before) - Double(after)) / curvature))
    }
}
