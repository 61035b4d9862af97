/// Cuts a song into the cells in which its harmony is heard: half beats, continued to the song's ends.
enum HarmonyCells {
    /// Length of a cell where there is no pulse, in seconds.
    static let secondsWithoutPulse = 0.3
    /// A first or last cell shorter than this belongs to its neighbour.
    private static let shortest = 0.05

    static func grid(_ rhythm: RhythmEstimate?, durationSeconds duration: Double) -> HarmonyGrid {
        guard let rhythm, rhythm.grid.count >= 2 else {
            return HarmonyGrid(durationSeconds: duration, cellSeconds: secondsWithoutPulse)
        }
        let times = rhythm.grid.times
        let count = times.count
        let (before, after) = (times[1] - times[0], times[count - 1] - times[count - 2])
        let headCount = max(0, Int(times[0] / before) + 1)
        let tailCount = max(0, Int((duration - times[count - 1]) / after) + 1)
        let beatsPerBar = max(1, rhythm.beatsPerBar)
        var edges: [(seconds: Double, half: Int, beat: Int?)] = []
        func add(_ start: Double, _ length: Double, position: Int) {
            let beat = rhythm.hasBars ? position : nil
            edges.append((start, 0, beat))
            edges.append((start + length / 2, 1, beat))
        }
        for step in stride(from: headCount, to: 0, by: -1) {
            let position = ((rhythm.positions[0] - step) % beatsPerBar + beatsPerBar) % beatsPerBar
            add(times[0] - Double(step) * before, before, position: position)
        }
        for index in 0..<count {
            add(
                times[index], index + 1 < count ? times[index + 1] - times[index] : after,
                position: rhythm.positions[index])
        }
        for step in 1...max(1, tailCount) {
            let position = (rhythm.positions[count - 1] + step) % beatsPerBar
            add(times[count - 1] + Double(step) * after, after, position: position)
        }
        // The cell that the song begins in starts with the song.
        let first = edges.lastIndex { $0.seconds < shortest } ?? 0
        edges[first].seconds = 0
        let kept = edges[first...].filter { $0.seconds < duration - shortest || $0.seconds == 0 }
        return HarmonyGrid(
            boundaries: kept.map(\.seconds) + [duration], positionInBeat: kept.map(\.half),
            beatInBar: kept.map(\.beat), beatsPerBar: rhythm.hasBars ? beatsPerBar : 0, beatTimes: times)
    }
}
