internal import DSP
internal import Dispatch
internal import Synchronization
internal import Tensors

/// A song on its way through the networks, pulled patch by patch.
///
/// Patches are separated on their own, as the networks were trained; their frames overlap, and are added up as if the
/// song had been transformed as a whole.
final class SpleeterStream {
    let frameCount: Int?
    /// Frames of each instrument that `next` has given.
    private(set) var emitted = 0

    private let geometry: SpleeterGeometry
    private let networks: [UNet]
    private let areScores: Bool
    private let floor: Float
    /// By instrument whose signal is made, its share above the band; `nil`: the mean within.
    private let highBands: [Int: Float?]
    /// Whether the last instrument gets what the others leave of the mix.
    private let isLastTheRest: Bool
    private let wanted: Set<Int>
    private let sampleRateHz: Int
    private let threadCount: Int
    // Made when they are needed first: a short song has few patches.
    private var workers: [SpleeterWorker] = []
    private var patches: [SpleeterPatch] = []
    private var window: MixWindow
    private var sum: PatchSum
    /// Patches that were read.
    private var patchCount = 0
    private var isDone = false

    /// - Parameters:
    ///   - areScores: whether the networks compete.
    ///   - sharesOfSilence: how silence is divided where the networks leave nothing to anybody.
    ///   - wanted: the instruments that `next` is to give.
    init(
        _ mix: any AudioSource, networks: [UNet], areScores: Bool, sharesOfSilence: Int,
        geometry: SpleeterGeometry, highBand: SpleeterOptions.HighBand, wanted: Set<Int>, threadCount: Int
    ) {
        let last = networks.count - 1
        self.geometry = geometry
        self.networks = networks
        self.areScores = areScores
        floor = RatioMasks.epsilon / Float(sharesOfSilence)
        self.wanted = wanted
        frameCount = mix.frameCount
        sampleRateHz = mix.sampleRateHz
        window = MixWindow(of: mix)
        isLastTheRest = highBand != .zeros && wanted.contains(last)
        let made = isLastTheRest ? Set(0..<last) : wanted
        let share: Float? = highBand == .average ? nil : 0
        highBands = Dictionary(uniqueKeysWithValues: made.map { ($0, share) })
        sum = PatchSum(geometry: geometry, instruments: made.sorted())
        self.threadCount = threadCount
    }

    /// The next frames of the wanted instruments; `nil` at the end.
    func next() throws -> [Int: AudioBuffer]? {
        while !isDone {
            var batch: [SpleeterPatch] = []
            while !isDone, batch.count < threadCount, let patch = try nextPatch(batch.count) { batch.append(patch) }
            if batch.isEmpty { break }
            separate(batch)
            var result: [Int: AudioBuffer] = [:]
            for (i, patch) in batch.enumerated() {
                append(patch, isLast: isDone && i == batch.count - 1, to: &result)
            }
            if let count = result.values.first?.frameCount, count > 0 {
                emitted += count
                return result
            }
        }
        return nil
    }

    /// Reads the next patch's part of the song, as number `index` of its batch; `nil` if there is none.
    private func nextPatch(_ index: Int) throws -> SpleeterPatch? {
        let start = geometry.start(ofPatch: patchCount)
        try window.read(upTo: start + geometry.patchReach)
        isDone = try !window.continues(after: (patchCount + 1) * geometry.patchLength - 1)
        guard window.available > 0 else { return nil }
        if index == patches.count { patches.append(SpleeterPatch(geometry: geometry, instruments: networks.count)) }
        let patch = patches[index]
        let range = max(0, start)..<min(window.available, start + geometry.patchReach)
        let frames =
            isDone
            ? geometry.frameCount(sampleCount: window.available) - patchCount * geometry.patchFrames
            : geometry.patchFrames
        patch.fill(
            window.frames(range, sampleRateHz: sampleRateHz), at: range.lowerBound - start, frameCount: frames)
        patchCount += 1
        window.discard(before: geometry.start(ofPatch: patchCount))
        return patch
    }

    private func separate(_ batch: [SpleeterPatch]) {
        let (networks, highBands, areScores, floor) = (networks, highBands, areScores, floor)
        perform(2 * batch.count) { i, worker in batch[i / 2].analyse(channel: i % 2, by: worker) }
        perform(networks.count * batch.count) { i, worker in
            let instrument = i % networks.count
            batch[i / networks.count].evaluate(networks[instrument], instrument: instrument, by: worker)
        }
        perform(2 * batch.count) { i, worker in
            batch[i / 2].synthesise(
                channel: i % 2, highBands: highBands, areScores: areScores, floor: floor, by: worker)
        }
    }

    /// Does pieces of work, each by one of the workers.
    private func perform(_ count: Int, _ body: @Sendable (Int, SpleeterWorker) -> Void) {
        let next = Atomic(0)
        let workerCount = min(count, threadCount)
        while workers.count < workerCount {
            workers.append(SpleeterWorker(geometry: geometry, channels: networks[0].channels))
        }
        let workers = workers
        DispatchQueue.concurrentPerform(iterations: workerCount) { worker in
            while true {
                let i = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard i < count else { return }
                body(i, workers[worker])
            }
        }
    }

    /// Adds a patch, and gives the frames that no later patch adds to.
    private func append(_ patch: SpleeterPatch, isLast: Bool, to result: inout [Int: AudioBuffer]) {
        var (rest, signals) = sum.append(patch, sampleCount: isLast ? window.available : nil)
        if isLastTheRest {
            for channel in 0..<2 {
                for (_, signal) in signals.sorted(by: { $0.key < $1.key }) {
                    Self.subtract(signal[channel], from: &rest[channel])
                }
            }
            signals[networks.count - 1] = rest
        }
        for instrument in wanted {
            guard let channels = signals[instrument] else { continue }
            let block = AudioBuffer(sampleRateHz: sampleRateHz, channels: channels)
            if result[instrument] == nil { result[instrument] = block } else { result[instrument]?.append(block) }
        }
    }

    private static func subtract(_ signal: [Float], from rest: inout [Float]) {
        for i in rest.indices { rest[i] -= signal[i] }
    }
}
