import Tracks

/// A bar with its extent.
struct BarSpan {
    /// Number as in `Beat.bar`.
    let number: Int
    let startSeconds: Double
    let endSeconds: Double
    /// Beats counted in it.
    let beatCount: Int

    var seconds: Double { endSeconds - startSeconds }

    /// The bars that beats make up; the last is as long as its beats suggest, a pick-up is none.
    static func bars(of beats: [Beat]) -> [BarSpan] {
        let starts = beats.indices.filter { beats[$0].isDownbeat }
        guard let interval = beatSeconds(of: beats) else { return [] }
        return starts.enumerated().map { place, first in
            let next = place + 1 < starts.count ? starts[place + 1] : beats.count
            let lastInterval = next >= 2 ? beats[next - 1].timeSeconds - beats[next - 2].timeSeconds : interval
            let isLast = place + 1 == starts.count
            // What a last bar lacks in beats it has in time: it is as long as the one before it.
            let usual = place > 0 ? beats[first].timeSeconds - beats[starts[place - 1]].timeSeconds : 0
            let counted = isLast ? beats[next - 1].timeSeconds + lastInterval : beats[next].timeSeconds
            return BarSpan(
                number: beats[first].bar, startSeconds: beats[first].timeSeconds,
                endSeconds: isLast ? max(counted, beats[first].timeSeconds + usual) : counted, beatCount: next - first)
        }
    }

    /// Mean time between two beats; `nil` with fewer than two.
    static func beatSeconds(of beats: [Beat]) -> Double? {
        guard let first = beats.first, let last = beats.last, beats.count > 1, last.timeSeconds > first.timeSeconds
        else { return nil }
        return (last.timeSeconds - first.timeSeconds) / Double(beats.count - 1)
    }

    /// Metrical strength of a place in beats, 0...1: 1 on a downbeat, also where there are no beats to tell.
    static func strength(of place: Double?, in beats: [Beat]) -> Double {
        guard let place, !beats.isEmpty else { return 1 }
        let nearest = Int(place.rounded())
        guard beats.indices.contains(nearest), abs(place - Double(nearest)) < 0.13 else { return 0.1 }
        if beats[nearest].isDownbeat { return 1 }
        let first = beats[...nearest].lastIndex { $0.isDownbeat } ?? 0
        let next = beats[nearest...].firstIndex { $0.isDownbeat } ?? beats.count
        let length = next - first
        return length % 2 == 0 && nearest - first == length / 2 ? 0.5 : 0.25
    }
}
