internal import MusicTheory
internal import Tracks

/// The bars of a song: whole beats, counted from the first one.
struct BarGrid {
    /// A bar, or the pick-up before the first.
    struct Bar: Equatable {
        /// 0 for a pick-up, 1 for the first bar that begins with a downbeat.
        var number: Int
        /// Its beats, as indices into `times`; in the last bar they may go beyond what was heard.
        var beats: Range<Int>
    }

    /// Time of each beat in seconds.
    let times: [Double]
    /// At least one.
    let bars: [Bar]
    /// The meter of most bars.
    let meter: Meter

    /// `nil` without at least two beats.
    init?(_ song: ExportSong) {
        let beats = song.beats
        guard beats.count >= 2 else { return nil }
        times = beats.map(\.timeSeconds)
        var starts = [0]
        for i in 1..<beats.count where beats[i].isDownbeat || beats[i].bar != beats[i - 1].bar { starts.append(i) }
        let lengths = zip(starts, starts.dropFirst()).map { $1 - $0 }
        meter = song.meter ?? Self.meter(ofBarLengths: lengths)
        let usual = meter.beatsPerBar
        var bars: [Bar] = []
        var number = beats[0].isDownbeat ? 1 : 0
        for (i, start) in starts.enumerated() {
            let end = i + 1 < starts.count ? starts[i + 1] : beats.count
            var place = start
            // No meter has bars this long: there is a stretch without downbeats.
            while end - place > max(Self.longestBar, usual) {
                bars.append(Bar(number: number, beats: place..<place + usual))
                (place, number) = (place + usual, number + 1)
            }
            let isLast = end == beats.count
            bars.append(Bar(number: number, beats: place..<(isLast ? max(end, place + usual) : end)))
            number += 1
        }
        // A song that ends within its pick-up has no bar to fill up.
        if bars.count == 1, bars[0].number == 0 { bars[0].number = 1 }
        self.bars = bars
    }

    /// Bars of more beats than this, and than the meter's, are divided.
    private static let longestBar = 20

    private static func meter(ofBarLengths lengths: [Int]) -> Meter {
        let counts = Dictionary(lengths.filter { $0 <= 16 }.map { ($0, 1) }, uniquingKeysWith: +)
        let usual = counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key ?? 4
        return Meter(numerator: usual, denominator: 4) ?? Meter.common
    }

    /// Length of a beat in quarter notes.
    var quartersPerBeat: Double {
        Double(meter.numerator * 4) / Double(meter.denominator) / Double(meter.beatsPerBar)
    }

    /// Whether `bar` is an upbeat that is shorter than a bar.
    func isPickup(_ bar: Bar) -> Bool { bar.number == 0 && bar.beats.count < meter.beatsPerBar }

    /// The time signature of so many beats of this song.
    func signature(ofBeats count: Int) -> Meter {
        if count == meter.beatsPerBar { return meter }
        let numerator = meter.isCompound ? count * 3 : count
        return Meter(numerator: numerator, denominator: meter.denominator) ?? meter
    }

    /// Number of beats since the first one, negative before it; between two beats it is interpolated, and outside them
    /// the nearest beat's length goes on.
    func position(atSeconds time: Double) -> Double {
        let next = min(max(1, times.partitioningIndex { $0 > time }), times.count - 1)
        return Double(next - 1) + (time - times[next - 1]) / (times[next] - times[next - 1])
    }

    /// Time in seconds of a number of beats since the first one.
    func seconds(atPosition position: Double) -> Double {
        let next = min(max(1, Int(max(0, min(position, Double(times.count)))) + 1), times.count - 1)
        return times[next - 1] + (position - Double(next - 1)) * (times[next] - times[next - 1])
    }

    /// Index of the bar whose beginning is nearest to a time.
    func barIndex(nearestTo time: Double) -> Int {
        let place = position(atSeconds: time)
        return bars.indices.reduce(0) {
            abs(Double(bars[$1].beats.lowerBound) - place) < abs(Double(bars[$0].beats.lowerBound) - place) ? $1 : $0
        }
    }
}

extension Meter {
    static var common: Meter {
        guard let meter = Meter(numerator: 4, denominator: 4) else { preconditionFailure("4/4 is a meter.") }
        return meter
    }
}
