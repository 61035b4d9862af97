/// How many songs there are of each tempo.
struct TempoHistogram {
    /// Tempi in beats per minute.
    let bpm: [Double]

    private static let lowest = 40.0
    private static let step = 10.0
    private static let count = 18

    /// Songs by steps of ten beats per minute from 40 on; what is slower or faster is in the outermost.
    var bins: [Int] {
        bpm.reduce(into: [Int](repeating: 0, count: Self.count)) { bins, value in
            guard value.isFinite else { return }
            let place = ((min(1e4, max(0, value)) - Self.lowest) / Self.step).rounded(.down)
            bins[min(Self.count - 1, max(0, Int(place)))] += 1
        }
    }

    var markup: Markup {
        let bins = bins
        let most = Double(max(1, bins.max() ?? 0))
        let (width, height, floor) = (480.0, 170.0, 140.0)
        let step = width / Double(Self.count)
        let words = bins.enumerated().filter { $0.element > 0 }.map { "\(range($0.offset)): \($0.element)" }
        return Chart(
            id: "tempi", title: "Songs by tempo", description: words.joined(separator: ", ") + ".", width: width,
            height: height
        ).markup {
            Shape.rectangle(0, floor, width, 0.8, "tick")
            for (place, count) in bins.enumerated() where count > 0 {
                let tall = Double(count) / most * (floor - 20)
                Shape.rectangle(
                    Double(place) * step + 1.5, floor - tall, step - 3, tall, "amount",
                    hint: "\(range(place)) BPM: \(NumberText.count(count, "song"))", radius: 2)
                Shape.text("\(count)", (Double(place) + 0.5) * step, floor - tall - 5, "count strong")
            }
            for place in stride(from: 0, to: Self.count, by: 2) {
                Shape.text(
                    NumberText.short(Self.lowest + Double(place) * Self.step, 0), Double(place) * step, floor + 16,
                    place == 0 ? "small quiet" : "small quiet mid")
            }
            Shape.text("beats per minute", width, floor + 28, "small quiet end")
        }
    }

    private func range(_ place: Int) -> String {
        let low = NumberText.short(Self.lowest + Double(place) * Self.step, 0)
        let high = NumberText.short(Self.lowest + Double(place + 1) * Self.step, 0)
        return place == 0 ? "below \(high)" : place == Self.count - 1 ? "from \(low)" : "\(low) to \(high)"
    }
}
