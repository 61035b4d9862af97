/// An onset on the ruler of beats.
struct QuantisedOnset: Sendable, Equatable {
    /// Twenty-fourths of a beat reach sixteenths, triplets and their halves alike.
    static let slotsPerBeat = 24

    /// Beats from the first beat, as heard.
    var position: Double
    /// 0...1.
    var strength: Double

    /// Nearest slot, counted from the first beat.
    var slot: Int { Int((position * Double(QuantisedOnset.slotsPerBeat)).rounded()) }

    /// How much later than its slot the onset is, in beats.
    var residual: Double { position - Double(slot) / Double(QuantisedOnset.slotsPerBeat) }

    /// Nearest of so many positions to the beat, counted from the first beat, after swing has been taken out.
    func step(perBeat count: Int, swingRatio: Double?) -> Int {
        let beat = position.rounded(.down)
        var inside = position - beat
        if let ratio = swingRatio {
            inside = inside < ratio ? inside / (2 * ratio) : 0.5 + (inside - ratio) / (2 * (1 - ratio))
        }
        return Int(((beat + inside) * Double(count)).rounded())
    }
}
