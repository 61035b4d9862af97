internal import DSP
internal import Tensors

/// A patch of the song on its way through the networks.
///
/// Its channels, and then its networks, and then its channels again can be worked on at the same time.
final class SpleeterPatch: @unchecked Sendable {
    private let geometry: SpleeterGeometry
    /// The stereo mix over all that the frames reach, silence outside the song: shape [2, reach].
    let mix: Tensor
    /// Frames that the song has in the patch.
    private var frameCount = 0
    /// Shapes [2, frames, bins].
    private let real: Tensor
    private let imaginary: Tensor
    /// The mix's magnitudes in the networks' band.
    private let magnitudes: PolyphasePlanes
    /// Shape [instruments, 2, frames, bins in the band].
    private let shares: Tensor
    /// The sums of the instruments' windowed frames: shape [instruments, 2, reach].
    private let signals: Tensor

    init(geometry: SpleeterGeometry, instruments: Int) {
        self.geometry = geometry
        let (frames, bins, band) = (geometry.patchFrames, geometry.binCount, geometry.bandBins)
        mix = Tensor(zeros: Shape(2, geometry.patchReach))
        real = Tensor(zeros: Shape(2, frames, bins))
        imaginary = Tensor(zeros: Shape(2, frames, bins))
        magnitudes = PolyphasePlanes(channels: 2, rows: frames / 2, columns: band / 2)
        shares = Tensor(zeros: Shape(instruments, 2, frames, band))
        signals = Tensor(zeros: Shape(instruments, 2, geometry.patchReach))
    }

    /// Takes the part of the song that the patch reaches.
    ///
    /// - Parameters:
    ///   - frames: stereo.
    ///   - position: of the first of them in the patch's reach.
    ///   - frameCount: frames of the transform that the song has in the patch.
    func fill(_ frames: AudioBuffer, at position: Int, frameCount: Int) {
        self.frameCount = frameCount
        mix.fill(0)
        for channel in 0..<2 {
            mix[channel].rows(position..<(position + frames.frameCount)).write(frames.channels[channel])
        }
    }

    /// The sum of an instrument's windowed frames: shape [reach].
    func signal(instrument: Int, channel: Int) -> Tensor { signals[instrument][channel] }

    /// Transforms a channel of the mix.
    func analyse(channel: Int, by worker: SpleeterWorker) {
        let row = worker.magnitudes
        for t in 0..<geometry.patchFrames {
            guard t < frameCount else {
                row.fill(0)
                magnitudes.write(row.matrix, channel: channel, first: t)
                continue
            }
            let start = t * geometry.hopLength
            let (re, im) = (real[channel][t], imaginary[channel][t])
            worker.transform.analyse(mix[channel].rows(start..<(start + geometry.frameLength)), real: re, imaginary: im)
            RatioMasks.magnitudes(re, im, into: row)
            magnitudes.write(row.matrix, channel: channel, first: t)
        }
    }

    /// Evaluates a network.
    func evaluate(_ network: UNet, instrument: Int, by worker: SpleeterWorker) {
        network.evaluate(magnitudes, into: shares[instrument], memory: worker.memory, workspace: worker.workspace)
    }

    /// Masks a channel of the mix and makes signals of what is left.
    ///
    /// - Parameters:
    ///   - highBands: by instrument that a signal is wanted of, its share above the band; `nil`: the mean within.
    ///   - areScores: whether the networks compete.
    ///   - floor: the power that an instrument has of silence.
    func synthesise(
        channel: Int, highBands: [Int: Float?], areScores: Bool, floor: Float, by worker: SpleeterWorker
    ) {
        for instrument in highBands.keys { signals[instrument][channel].fill(0) }
        let count = shares.shape[0]
        let (frames, band) = (geometry.patchFrames, geometry.bandBins)
        let masks = worker.masks
        for t in 0..<frameCount {
            if areScores {
                let rows = MatrixView(
                    shares, offset: (channel * frames + t) * band, rows: count, columns: band,
                    rowStride: 2 * frames * band)
                Softmax.applyAcrossRows(rows, in: worker.workspace)
            }
            let (re, im) = (real[channel][t], imaginary[channel][t])
            masks.prepare((0..<count).map { shares[$0][channel][t] }, real: re, imaginary: im)
            let start = t * geometry.hopLength
            for (instrument, highBand) in highBands {
                masks.apply(
                    share: shares[instrument][channel][t], floor: floor, highBand: highBand, real: re, imaginary: im)
                worker.transform.synthesise(
                    real: masks.real, imaginary: masks.imaginary,
                    addingTo: signals[instrument][channel].rows(start..<(start + geometry.frameLength)))
            }
        }
    }
}
