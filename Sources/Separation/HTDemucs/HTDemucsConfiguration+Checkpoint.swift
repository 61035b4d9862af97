internal import Checkpoints
internal import FoundationEssentials

extension HTDemucsConfiguration {
    /// Reads the constructor's arguments from a checkpoint of the `demucs` package: a `.th` package, or a safetensors
    /// file with `klass`, `args` and `kwargs` in its metadata.
    ///
    /// - Throws: `SeparationError` where the checkpoint is of another network, or of a variant of this one that has
    ///   never been published with weights (sparse attention, several frequency bands, Wiener filtering ...).
    init(_ checkpoint: Checkpoint) throws(SeparationError) {
        guard case .dictionary(let package) = checkpoint.description else {
            throw .unsuitableWeights("The file does not say how its network is built; a Demucs checkpoint does.")
        }
        try Self.checkClass(package["klass"])
        let arguments = Arguments(positional: package["args"], named: package["kwargs"])
        let texts = arguments.sources
        guard let texts, (1...16).contains(texts.count), Set(texts).count == texts.count else {
            throw .unsuitableWeights("The checkpoint does not name its sources.")
        }
        sources = texts
        audioChannels = try arguments.integer("audio_channels", 2, in: 2...2)
        channels = try arguments.integer("channels", 48, in: 1...512)
        growth = try arguments.integer("growth", 2, in: 1...4)
        frameLength = try arguments.integer("nfft", 4096, in: 64...16_384)
        depth = try arguments.integer("depth", 4, in: 1...8)
        frequencyEmbeddingWeight = try arguments.number("freq_emb", 0.2, in: 0...100)
        frequencyEmbeddingScale = try arguments.number("emb_scale", 10, in: 0...1000)
        kernelLength = try arguments.integer("kernel_size", 8, in: 2...64)
        stride = try arguments.integer("stride", 4, in: 1...32)
        let residualMode = try arguments.integer("dconv_mode", 1, in: 0...3)
        encoderHasResidual = residualMode & 1 != 0
        decoderHasResidual = residualMode & 2 != 0
        residualDepth = try arguments.integer("dconv_depth", 2, in: 1...8)
        residualCompression = try arguments.number("dconv_comp", 8, in: 1...64)
        bottomChannels = try arguments.integer("bottom_channels", 0, in: 0...4096)
        transformerLayers = try arguments.integer("t_layers", 5, in: 0...32)
        heads = try arguments.integer("t_heads", 8, in: 1...64)
        hiddenScale = try arguments.number("t_hidden_scale", 4, in: 0.25...16)
        normalisesInput = try arguments.flag("t_norm_in", true)
        normalisesOutput = try arguments.flag("t_norm_out", true)
        hasLayerScale = try arguments.flag("t_layer_scale", true)
        usesGELU = try arguments.flag("t_gelu", true)
        crossesFirst = try arguments.flag("t_cross_first", false)
        longestPeriod = try arguments.number("t_max_period", 10_000, in: 1...1e9)
        positionWeight = try arguments.number("t_weight_pos_embed", 1, in: -100...100)
        sampleRateHz = try arguments.integer("samplerate", 44_100, in: 8000...192_000)
        segmentLength = try arguments.segmentLength(sampleRateHz: sampleRateHz)
        try Self.checkVariant(arguments, depth: depth)
        try checkGeometry()
    }

    private static func checkClass(_ value: CheckpointValue?) throws(SeparationError) {
        switch value {
        case .global("demucs.htdemucs", "HTDemucs"), .text("demucs.htdemucs.HTDemucs"): return
        case .global(let module, let name):
            throw .unsuitableWeights("The checkpoint is of \(module).\(name); only demucs.htdemucs.HTDemucs is known.")
        case .text(let name):
            throw .unsuitableWeights("The checkpoint is of \(name); only demucs.htdemucs.HTDemucs is known.")
        default:
            throw .unsuitableWeights("The file does not say which network it is of; a Demucs checkpoint does.")
        }
    }

    /// Refuses what changes the network and none of the published models uses.
    private static func checkVariant(_ arguments: Arguments, depth: Int) throws(SeparationError) {
        for (name, expected) in [
            ("cac", true), ("rewrite", true), ("t_norm_first", true), ("t_norm_in_group", false),
            ("t_sparse_self_attn", false), ("t_sparse_cross_attn", false), ("use_train_segment", true),
        ] where try arguments.flag(name, expected) != expected {
            throw .unsuitableWeights("The checkpoint sets \(name) to \(!expected), which no published model does.")
        }
        for (name, expected) in [("context", 1), ("context_enc", 0), ("t_group_norm", 0)]
        where try arguments.integer(name, expected, in: 0...1000) != expected {
            throw .unsuitableWeights("The checkpoint sets \(name), which no published model does.")
        }
        guard try arguments.integer("norm_starts", 4, in: 0...1000) >= depth else {
            throw .unsuitableWeights("The checkpoint normalises within its layers, which no published model does.")
        }
        guard arguments.isAbsent("multi_freqs"), arguments.isAbsent("channels_time") else {
            throw .unsuitableWeights("The checkpoint splits its bands or branches, which no published model does.")
        }
        guard arguments.text("t_emb", "sin") == "sin" else {
            throw .unsuitableWeights("The checkpoint embeds positions by another scheme than sines.")
        }
    }

    private func checkGeometry() throws(SeparationError) {
        let width = (0..<depth).reduce(channels) { c, i in i == 0 ? c : c * growth }
        let bins = (0..<depth).reduce(binCount) { b, _ in b % stride == 0 ? b / stride : 0 }
        let hidden = Double(transformerChannels) * hiddenScale
        guard width <= 8192, bins > 0, kernelLength == 2 * stride, stride % 2 == 0, frameLength % 8 == 0,
            binCount / (0..<(depth - 1)).reduce(1, { s, _ in s * stride }) > kernelLength,
            transformerChannels % heads == 0, transformerChannels % 4 == 0, hidden <= 65_536,
            Double(channels) / residualCompression >= 1
        else { throw .unsuitableWeights("The checkpoint's extents do not make a network that can be run.") }
    }
}

/// The arguments that a network was built with, by name.
private struct Arguments {
    private let named: [String: CheckpointValue]
    let sources: [String]?

    init(positional: CheckpointValue?, named: CheckpointValue?) {
        var fields: [String: CheckpointValue] = [:]
        if case .dictionary(let dictionary)? = Self.decoded(named) { fields = dictionary }
        self.named = fields
        var value = fields["sources"]
        if value == nil, case .list(let list)? = Self.decoded(positional) { value = list.first }
        guard case .list(let list)? = value else {
            sources = nil
            return
        }
        let texts = list.compactMap { if case .text(let text) = $0 { text } else { nil } }
        sources = texts.count == list.count ? texts : nil
    }

    /// A safetensors file holds the arguments as JSON text.
    private static func decoded(_ value: CheckpointValue?) -> CheckpointValue? {
        guard case .text(let json) = value else { return value }
        return (try? JSONDecoder().decode(JSONArgument.self, from: Data(json.utf8)))?.value
    }

    func isAbsent(_ name: String) -> Bool {
        switch named[name] {
        case nil, .some(.none), .list([]): true
        default: false
        }
    }

    func integer(_ name: String, _ standard: Int, in range: ClosedRange<Int>) throws(SeparationError) -> Int {
        let number = try number(name, Double(standard), in: Double(range.lowerBound)...Double(range.upperBound))
        guard number == number.rounded() else {
            throw .unsuitableWeights("The checkpoint sets \(name) to \(number); it must be a whole number.")
        }
        return Int(number)
    }

    func number(_ name: String, _ standard: Double, in range: ClosedRange<Double>) throws(SeparationError) -> Double {
        let value: Double
        switch named[name] {
        case nil, .some(.none): value = standard
        case .integer(let integer): value = Double(integer)
        case .number(let number): value = number
        case .boolean(let flag): value = flag ? 1 : 0
        case .fraction(let numerator, let denominator): value = Double(numerator) / Double(denominator)
        default: throw .unsuitableWeights("The checkpoint's \(name) is no number.")
        }
        guard range.contains(value) else {
            throw .unsuitableWeights("The checkpoint sets \(name) to \(value), outside \(range).")
        }
        return value
    }

    func flag(_ name: String, _ standard: Bool) throws(SeparationError) -> Bool {
        try number(name, standard ? 1 : 0, in: 0...1) != 0
    }

    func text(_ name: String, _ standard: String) -> String {
        if case .text(let text) = named[name] { text } else { isAbsent(name) ? standard : "?" }
    }

    /// `Int(segment * samplerate)`, exactly, as a fraction of seconds makes it.
    func segmentLength(sampleRateHz: Int) throws(SeparationError) -> Int {
        if case .fraction(let numerator, let denominator) = named["segment"], denominator > 0, numerator > 0,
            numerator < 1_000_000, denominator < 1_000_000
        {
            return try checked(numerator * sampleRateHz / denominator)
        }
        return try checked(Int(number("segment", 10, in: 0.1...120) * Double(sampleRateHz)))
    }

    private func checked(_ length: Int) throws(SeparationError) -> Int {
        guard (4096...12_000_000).contains(length) else {
            throw .unsuitableWeights("The checkpoint's segments have \(length) samples; a few seconds are expected.")
        }
        return length
    }
}

/// A JSON value as a checkpoint's value; fractions are written as objects.
private struct JSONArgument: Decodable {
    let value: CheckpointValue

    private struct Fraction: Decodable {
        let _type: String
        let numerator: Int
        let denominator: Int
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            value = .none
        } else if let flag = try? container.decode(Bool.self) {
            value = .boolean(flag)
        } else if let integer = try? container.decode(Int.self) {
            value = .integer(integer)
        } else if let number = try? container.decode(Double.self) {
            value = .number(number)
        } else if let text = try? container.decode(String.self) {
            value = .text(text)
        } else if let fraction = try? container.decode(Fraction.self), fraction._type == "fraction" {
            value = .fraction(fraction.numerator, fraction.denominator)
        } else if let list = try? container.decode([JSONArgument].self) {
            value = .list(list.map(\.value))
        } else {
            value = .dictionary(try container.decode([String: JSONArgument].self).mapValues(\.value))
        }
    }
}
