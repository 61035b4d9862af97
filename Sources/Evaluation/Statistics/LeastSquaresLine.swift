/// The straight line through values at 0, 1, 2, ... with the least square error.
struct LeastSquaresLine {
    /// Rise per place.
    let slope: Double
    private let intercept: Double

    /// Fits at least two values.
    init?(_ values: [Double]) {
        guard values.count > 1 else { return nil }
        let count = Double(values.count)
        let (meanPlace, mean) = ((count - 1) / 2, values.reduce(0, +) / count)
        var (covariance, variance) = (0.0, 0.0)
        for (place, value) in values.enumerated() {
            covariance += (Double(place) - meanPlace) * (value - mean)
            variance += (Double(place) - meanPlace) * (Double(place) - meanPlace)
        }
        slope = covariance / variance
        intercept = mean - slope * meanPlace
    }

    /// The line at a place.
    subscript(place: Int) -> Double { intercept + slope * Double(place) }
}
