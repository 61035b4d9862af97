internal import Tensors

/// What one thread needs for itself.
final class SpleeterWorker: @unchecked Sendable {
    let workspace = Workspace(blockCount: 1 << 20)
    let memory: UNetMemory
    let transform: CentredTransform
    let masks: RatioMasks
    /// A frame's magnitudes: shape [1, bins in the band].
    let magnitudes: Tensor

    init(geometry: SpleeterGeometry, channels: [Int]) {
        memory = UNetMemory(channels: channels, rows: geometry.patchFrames, columns: geometry.bandBins)
        transform = CentredTransform(frameLength: geometry.frameLength)
        masks = RatioMasks(bandBins: geometry.bandBins, binCount: geometry.binCount)
        magnitudes = Tensor(zeros: Shape(1, geometry.bandBins))
    }
}
