/// Windows of frames in each of which a bar must begin, laid out for the sweeps.
///
/// A path breaks a window by another beat inside it, or by a beat that begins before it and ends after it.
struct ForcedDownbeats: Sendable {
    /// By onset frame plus one (the first entry is for all before frame 0): the last frame the next beat may begin on.
    /// Empty without windows.
    let latestNext: [Int]
    private let exclusive: [Bool]
    /// First and last frame of each window, in order.
    let windows: [ClosedRange<Int>]

    var isEmpty: Bool { windows.isEmpty }

    /// Whether only first beats of bars may begin on a frame.
    func isExclusive(_ frame: Int) -> Bool { !exclusive.isEmpty && exclusive[frame] }

    /// The windows around times in seconds, cut to the frames there are.
    init(
        seconds: [Double], frameCount: Int, _ parameters: BarPointerParameters
    ) throws(BarPointerError) {
        let rate = parameters.frameRateHz
        var windows: [ClosedRange<Int>] = []
        for time in seconds.sorted() {
            guard time >= 0, time * rate <= Double(frameCount - 1) else {
                throw .downbeatOutsideEvidence(seconds: time, durationSeconds: Double(max(0, frameCount - 1)) / rate)
            }
            let reach = parameters.constraintToleranceSeconds * rate
            let first = Int((time * rate - reach - 1e-6).rounded(.up))
            let last = Int((time * rate + reach + 1e-6).rounded(.down))
            windows.append(max(0, first)...min(frameCount - 1, max(first, last)))
        }
        self.windows = windows
        guard !windows.isEmpty else {
            (latestNext, exclusive) = ([], [])
            return
        }
        var latestNext = [Int](repeating: .max, count: frameCount + 1)
        var exclusive = [Bool](repeating: false, count: frameCount)
        var next = windows.count - 1
        var latest = Int.max
        for onset in stride(from: frameCount - 1, through: -1, by: -1) {
            while next >= 0, windows[next].lowerBound > onset {
                latest = windows[next].upperBound
                next -= 1
            }
            latestNext[onset + 1] = latest
        }
        for window in windows { for frame in window { exclusive[frame] = true } }
        self.latestNext = latestNext
        self.exclusive = exclusive
    }
}
