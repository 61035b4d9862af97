import MusicTheory
import Tracks

/// Which key holds when.
struct KeyRegions {
    private var regions: [(start: Double, end: Double, key: Key)] = []
    private let mainKey: Key?

    init(_ analysis: TrackAnalysis) {
        mainKey = analysis.key.flatMap { Key($0.name) }
        for region in analysis.keyRegions {
            if let key = Key(region.key) { regions.append((region.startSeconds, region.endSeconds, key)) }
        }
    }

    /// The key in which most of a stretch lies, the earlier of two alike; the song's key where no region reaches.
    func key(from start: Double, to end: Double) -> Key? {
        var best: (seconds: Double, key: Key)?
        for region in regions {
            let seconds = min(end, region.end) - max(start, region.start)
            if seconds > 0, best.map({ seconds > $0.seconds + 1e-6 }) ?? true { best = (seconds, region.key) }
        }
        return best?.key ?? mainKey ?? regions.last?.key
    }
}
