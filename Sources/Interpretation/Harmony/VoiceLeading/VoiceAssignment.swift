import MusicTheory

/// The shortest way from the notes of one chord to those of the next.
struct VoiceAssignment {
    /// Movement of each voice in semitones, 0...6.
    let movements: [Int]

    /// Assigns voices so that they move least together, octaves aside. Every note is left and every note reached: the
    /// smaller chord has the note doubled that serves best. At most four notes each, so that all ways are tried.
    init(from: [PitchClass], to: [PitchClass]) {
        precondition((1...4).contains(from.count) && (1...4).contains(to.count))
        let (fewer, more) = from.count <= to.count ? (from, to) : (to, from)
        var best: (cost: Int, movements: [Int])?
        VoiceAssignment.eachOnto(fewer.count, from: more.count) { targets in
            let movements = zip(more, targets).map { note, target in
                let up = note.interval(to: fewer[target])
                return min(up, 12 - up)
            }
            let cost = movements.reduce(0, +)
            if best.map({ cost < $0.cost }) ?? true { best = (cost, movements) }
        }
        movements = best?.movements ?? []
    }

    /// Calls `body` with each way to send `count` notes to `targetCount` targets that leaves no target out.
    private static func eachOnto(_ targetCount: Int, from count: Int, body: ([Int]) -> Void) {
        var targets = [Int](repeating: 0, count: count)
        while true {
            if Set(targets).count == targetCount { body(targets) }
            var place = 0
            while place < count {
                targets[place] += 1
                if targets[place] < targetCount { break }
                targets[place] = 0
                place += 1
            }
            if place == count { return }
        }
    }
}
