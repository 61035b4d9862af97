/// How a song becomes the images that the network sees: frames of a Fourier transform, centred on multiples of the hop,
/// the first on the first sample, and patches of so many frames.
struct SpleeterGeometry: Sendable, Equatable {
    /// The network halves an image six times.
    static let granularity = 64

    /// Samples of a frame.
    var frameLength = 4096
    /// Samples from a frame to the next.
    var hopLength = 1024
    /// Frames of a patch.
    var patchFrames = 512
    /// Bins that the network sees, from the lowest on.
    var bandBins = 1024

    /// Bins of a spectrum.
    var binCount: Int { frameLength / 2 + 1 }

    /// Samples that the frames of a patch reach over.
    var patchReach: Int { (patchFrames - 1) * hopLength + frameLength }

    /// Samples from a patch's beginning to the next one's.
    var patchLength: Int { patchFrames * hopLength }

    /// Position in the song of the first sample that a patch's frames reach; negative for the first patch.
    func start(ofPatch index: Int) -> Int { index * patchLength - frameLength / 2 }

    /// Number of frames of a song: the last one begins with or before its end.
    func frameCount(sampleCount: Int) -> Int { sampleCount == 0 ? 0 : sampleCount / hopLength + 1 }

    /// Whether everything divides.
    var isValid: Bool {
        frameLength % (2 * hopLength) == 0 && frameLength >= 4 * hopLength && patchFrames % Self.granularity == 0
            && bandBins % Self.granularity == 0 && bandBins < binCount && patchFrames > 0 && bandBins > 0
    }
}
