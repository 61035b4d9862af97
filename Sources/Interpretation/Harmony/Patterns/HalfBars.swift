/// The song's chords at every half bar.
struct HalfBars {
    /// What most of each half bar is; `nil` for no chord.
    let chords: [ProgressionChord?]
    /// Index into the song's chords.
    let indices: [Int?]
    /// Start of each in seconds, and the end of the last.
    let edges: [Double]
    /// Number of each one's bar.
    let barNumbers: [Int]

    init(_ song: SongHarmony) {
        var (edges, numbers): ([Double], [Int]) = ([], [])
        for bar in song.bars {
            edges += [bar.startSeconds, (bar.startSeconds + bar.endSeconds) / 2]
            numbers += [bar.number, bar.number]
        }
        if let end = song.bars.last?.endSeconds { edges.append(end) }
        var indices: [Int?] = []
        var first = 0
        for (start, end) in zip(edges, edges.dropFirst()) {
            while first < song.chords.count, song.chords[first].endSeconds <= start { first += 1 }
            var best: (seconds: Double, index: Int)?
            var index = first
            while index < song.chords.count, song.chords[index].startSeconds < end {
                let chord = song.chords[index]
                let seconds = min(end, chord.endSeconds) - max(start, chord.startSeconds)
                if seconds > (best?.seconds ?? 0) { best = (seconds, index) }
                index += 1
            }
            indices.append(best.flatMap { $0.seconds > 0.4 * (end - start) ? $0.index : nil })
        }
        self.edges = edges
        self.indices = indices
        barNumbers = numbers
        chords = indices.map { $0.map { ProgressionChord(song.chords[$0]) } }
    }

    var count: Int { chords.count }

    /// Whether two half bars have the same triad; no chord is never the same.
    func areSame(_ left: Int, _ right: Int) -> Bool {
        guard let a = chords[left], let b = chords[right] else { return false }
        return a.hasSameTriad(as: b)
    }
}
