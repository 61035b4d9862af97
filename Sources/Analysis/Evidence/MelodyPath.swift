import Glibc

/// The most likely sequence of notes and silence through a salience.
struct MelodyPath {
    /// For each frame the note, counted from `MelodySalience.lowestNote`; `nil` for silence.
    private(set) var notes: [Int?] = []

    /// What a frame's best note must have of the loud frames' to be a note rather than silence.
    private static let silence: Float = 0.45
    /// How sharply salience decides.
    private static let sharpness: Float = 12
    /// What it costs to change the note, and more for each semitone.
    private static let changeCost: Float = 2.5
    private static let costPerSemitone: Float = 0.12
    /// What it costs to begin or to end.
    private static let voicingCost: Float = 1.5

    init(_ salience: MelodySalience) {
        guard salience.frameCount > 0 else { return }
        let count = MelodySalience.noteCount
        // State `count` is silence.
        var scores = [Float](repeating: 0, count: count + 1)
        var next = scores
        var backs = [UInt8](repeating: 0, count: salience.frameCount * (count + 1))
        for frame in 0..<salience.frameCount {
            let silent = scores[count]
            var bestNote = 0
            for note in 1..<count where scores[note] > scores[bestNote] { bestNote = note }
            for note in 0..<count {
                var (best, from) = (scores[note], note)
                if silent - MelodyPath.voicingCost > best { (best, from) = (silent - MelodyPath.voicingCost, count) }
                for other in 0..<count where other != note {
                    let cost = MelodyPath.changeCost + MelodyPath.costPerSemitone * Float(min(12, abs(other - note)))
                    if scores[other] - cost > best { (best, from) = (scores[other] - cost, other) }
                }
                next[note] = best + MelodyPath.sharpness * salience[frame, note]
                backs[frame * (count + 1) + note] = UInt8(from)
            }
            let ended = scores[bestNote] - MelodyPath.voicingCost
            next[count] = max(silent, ended) + MelodyPath.sharpness * MelodyPath.silence
            backs[frame * (count + 1) + count] = UInt8(ended > silent ? bestNote : count)
            // Only differences matter, and sums over an hour would lose them.
            let top = next.max() ?? 0
            for state in 0...count { scores[state] = next[state] - top }
        }
        var state = scores.indices.max { scores[$0] < scores[$1] } ?? count
        notes = Array(repeating: nil, count: salience.frameCount)
        for frame in stride(from: salience.frameCount - 1, through: 0, by: -1) {
            notes[frame] = state == count ? nil : state
            state = Int(backs[frame * (count + 1) + state])
        }
    }
}
