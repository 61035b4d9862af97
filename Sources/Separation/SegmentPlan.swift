/// How a song of any length is cut into segments that can be separated on their own.
///
/// The song is divided into cores of equal length. Each is separated together with a margin on either side, so that
/// what is near its borders is heard in its context, and neighbours are crossfaded about the border between them.
struct SegmentPlan: Sendable {
    /// Frames from one border to the next.
    let coreLength: Int
    /// Frames of context on either side of a core.
    let marginLength: Int
    /// Frames over which neighbours are crossfaded, half of them on either side of the border.
    let crossfadeLength: Int

    init(coreLength: Int, marginLength: Int, crossfadeLength: Int) {
        precondition(crossfadeLength % 2 == 0 && crossfadeLength / 2 <= marginLength && marginLength <= coreLength)
        self.coreLength = coreLength
        self.marginLength = marginLength
        self.crossfadeLength = crossfadeLength
    }

    /// Frames of a whole segment.
    var windowLength: Int { coreLength + 2 * marginLength }

    /// Frames that have to be read before a segment can be cut, unless the song ends before.
    func framesNeeded(forSegment index: Int) -> Int { (index + 1) * coreLength + marginLength }

    /// First frame that a segment or a later one can still ask for.
    func framesKept(forSegment index: Int) -> Int { max(0, index * coreLength - coreLength - 2 * marginLength) }

    /// The frames a segment is separated from; `available` is the song's length or, before its end is known, at least
    /// `framesNeeded`. Segments that the song's end cuts short reach further back instead.
    func window(ofSegment index: Int, available: Int) -> Range<Int> {
        let needed = framesNeeded(forSegment: index)
        if available >= needed { return max(0, index * coreLength - marginLength)..<needed }
        return max(0, available - windowLength)..<available
    }

    /// The frames a segment contributes to.
    func contribution(ofSegment index: Int, available: Int, isLast: Bool) -> Range<Int> {
        let lower = index == 0 ? 0 : index * coreLength - crossfadeLength / 2
        let upper = isLast ? available : (index + 1) * coreLength + crossfadeLength / 2
        return lower..<min(available, upper)
    }

    /// Weight of the later segment in the `i`th frame of a crossfade.
    func weight(inCrossfade i: Int) -> Float { (Float(i) + 0.5) / Float(crossfadeLength) }
}
