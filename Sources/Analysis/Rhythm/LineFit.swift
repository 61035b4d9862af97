/// A straight line through values at whole indices: weighted least squares, repeated with less weight for outliers
/// (Tukey's biweight).
struct LineFit {
    private(set) var slope = 0.0
    private var intercept = 0.0

    /// Fits `values` around index `centre`, where those `radius` or more away do not count.
    init(_ values: [Double], weights: [Double], centre: Double, radius: Double) {
        let low = radius.isInfinite ? 0 : max(0, Int((centre - radius).rounded(.up)))
        let high = radius.isInfinite ? values.count - 1 : min(values.count - 1, Int(centre + radius))
        var residualScale = Double.infinity
        for _ in 0..<4 {
            var (sumW, sumX, sumY, sumXX, sumXY) = (0.0, 0.0, 0.0, 0.0, 0.0)
            for i in low...high {
                let x = Double(i) - centre
                var weight = weights[i]
                if !radius.isInfinite {
                    let u = abs(x) / (radius + 1)
                    let cube = 1 - u * u * u
                    weight *= cube * cube * cube
                }
                if residualScale.isFinite {
                    let u = (values[i] - value(at: Double(i))) / residualScale
                    weight *= abs(u) < 1 ? (1 - u * u) * (1 - u * u) : 0
                }
                sumW += weight
                sumX += weight * x
                sumY += weight * values[i]
                sumXX += weight * x * x
                sumXY += weight * x * values[i]
            }
            let determinant = sumW * sumXX - sumX * sumX
            guard sumW > 0, abs(determinant) > 1e-12 else { break }
            slope = (sumW * sumXY - sumX * sumY) / determinant
            intercept = (sumY - slope * sumX) / sumW - slope * centre
            let residuals = (low...high).map { abs(values[$0] - value(at: Double($0))) }.sorted()
            residualScale = max(0.004, 4 * residuals[residuals.count / 2])
        }
    }

    /// The line at an index.
    func value(at index: Double) -> Double { intercept + slope * index }
}
