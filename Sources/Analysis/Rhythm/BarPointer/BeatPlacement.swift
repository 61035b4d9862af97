import DSP

/// Puts beats that are known to a few frames at the peaks of the evidence, to a part of a frame.
struct BeatPlacement {
    let evidence: PulseEvidence
    let model: BarPointerModel

    /// Times in frames and whether each has a peak. Beats without one are spread evenly between those with one, as many
    /// as the pointer has found there; before the first and after the last they keep their distances.
    func place(_ beats: [BestPath.Beat]) -> (frames: [Double], isObserved: [Bool]) {
        let peaks = beats.map(peak(near:))
        var frames = beats.map { Double($0.frame) + (model.window($0.interval) - 1) / 2 }
        let observed = peaks.indices.filter { peaks[$0] != nil }
        for index in observed { frames[index] = peaks[index] ?? frames[index] }
        for (before, after) in zip(observed, observed.dropFirst()) where after > before + 1 {
            let interval = (frames[after] - frames[before]) / Double(after - before)
            for index in before + 1..<after { frames[index] = frames[before] + interval * Double(index - before) }
        }
        if let first = observed.first, let last = observed.last {
            let lead = frames[first] - Double(beats[first].frame)
            for index in 0..<first { frames[index] = Double(beats[index].frame) + lead }
            let tail = frames[last] - Double(beats[last].frame)
            for index in last + 1..<max(last + 1, beats.count) { frames[index] = Double(beats[index].frame) + tail }
        }
        for (index, beat) in beats.enumerated() {
            for window in model.forced.windows where window.contains(beat.frame) {
                frames[index] = min(Double(window.upperBound), max(Double(window.lowerBound), frames[index]))
            }
            frames[index] = min(Double(evidence.frameCount - 1), max(0, frames[index]))
            if index > 0 { frames[index] = max(frames[index], frames[index - 1] + 0.5) }
        }
        return (frames, peaks.map { $0 != nil })
    }

    /// The highest point of the evidence near the frames the model observed as this beat, if it speaks for a beat.
    private func peak(near beat: BestPath.Beat) -> Double? {
        let curve = evidence.beat
        let reach = Int(model.window(beat.interval).rounded(.up))
        let first = max(0, beat.frame - 1)
        let last = min(curve.count - 1, beat.frame + reach)
        var top = first
        for frame in first...max(first, last) where curve[frame] > curve[top] { top = frame }
        // The window may stand on the slope of a wide peak.
        for _ in 0..<2 {
            if top > 0, curve[top - 1] > curve[top] {
                top -= 1
            } else if top + 1 < curve.count, curve[top + 1] > curve[top] {
                top += 1
            }
        }
        guard curve[top] > 0, model.odds.beat[top] > 0 || model.odds.downbeat[top] > 0 else { return nil }
        guard top > 0, top + 1 < curve.count else { return Double(top) }
        let (left, middle, right) = (curve[top - 1], curve[top], curve[top + 1])
        guard left <= middle, right <= middle else { return Double(top) }
        return Double(top) + PeakPicking.parabolicOffset(left, middle, right)
    }
}
