/// How many digits of the results are worth writing down.
enum RhythmPrecision {
    /// To 0.001.
    static func thousandths(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }

    /// To 0.01.
    static func hundredths(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}
