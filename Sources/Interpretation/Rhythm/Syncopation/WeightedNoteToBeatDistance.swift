/// Weighted note-to-beat distance (Gómez, Melvin, Rappaport & Toussaint, Mathematical Measures of Syncopation, BRIDGES
/// 2005): a note counts the more the nearer it is to a beat without being on it, and twice if it is held past the next
/// beat.
enum WeightedNoteToBeatDistance {
    /// The mean over the notes; `nil` without notes.
    ///
    /// - Parameters:
    ///   - steps: where notes begin, in order; each lasts until the next.
    ///   - stepsPerBeat: steps to the beat; beats are at multiples of it.
    ///   - end: where the last note ends.
    static func mean(of steps: [Int], stepsPerBeat: Int, end: Int) -> Double? {
        guard !steps.isEmpty else { return nil }
        var sum = 0.0
        for (index, step) in steps.enumerated() {
            let past = ((step % stepsPerBeat) + stepsPerBeat) % stepsPerBeat
            guard past > 0 else { continue }
            let distance = Double(min(past, stepsPerBeat - past)) / Double(stepsPerBeat)
            let next = step - past + stepsPerBeat
            let noteEnd = index + 1 < steps.count ? steps[index + 1] : end
            let isHeldOverOneBeat = noteEnd > next && noteEnd <= next + stepsPerBeat
            sum += (isHeldOverOneBeat ? 2 : 1) / distance
        }
        return sum / Double(steps.count)
    }
}
