/// The shape of a Hybrid Transformer Demucs network, as its checkpoint states it.
///
/// The names on the right are those of the `demucs` package's constructor; what a checkpoint does not state has that
/// constructor's default.
struct HTDemucsConfiguration: Sendable, Equatable {
    /// Names of the outputs, in order (`sources`).
    var sources: [String]
    /// Channels of the mix (`audio_channels`).
    var audioChannels = 2
    /// Channels after the first encoder layer (`channels`), of the spectrogram's branch and of the waveform's.
    var channels = 48
    /// Factor by which every encoder layer multiplies the channels (`growth`).
    var growth = 2
    /// Samples of an STFT frame (`nfft`); a hop is a quarter.
    var frameLength = 4096
    /// Encoder layers (`depth`).
    var depth = 4
    /// Weight of the frequency embedding (`freq_emb`), and the factor that its numbers are stored without (`emb_scale`).
    var frequencyEmbeddingWeight = 0.2
    var frequencyEmbeddingScale = 10.0
    /// Length and stride of the encoder's and decoder's filters (`kernel_size`, `stride`).
    var kernelLength = 8
    var stride = 4
    /// Whether encoder and decoder layers have residual branches (`dconv_mode`), their number per layer (`dconv_depth`)
    /// and how many times fewer channels they have inside (`dconv_comp`).
    var encoderHasResidual = true
    var decoderHasResidual = false
    var residualDepth = 2
    var residualCompression = 8.0
    /// Channels of the transformer, 0 for those of the last encoder layer (`bottom_channels`).
    var bottomChannels = 0
    /// Layers of the transformer per branch (`t_layers`), its heads (`t_heads`), and how many times wider it is inside
    /// (`t_hidden_scale`).
    var transformerLayers = 5
    var heads = 8
    var hiddenScale = 4.0
    /// Options of the transformer (`t_norm_in`, `t_norm_out`, `t_layer_scale`, `t_gelu`, `t_cross_first`).
    var normalisesInput = true
    var normalisesOutput = true
    var hasLayerScale = true
    var usesGELU = true
    var crossesFirst = false
    /// Longest period (`t_max_period`) and weight (`t_weight_pos_embed`) of the position embedding.
    var longestPeriod = 10_000.0
    var positionWeight = 1.0
    /// Sampling rate in hertz (`samplerate`).
    var sampleRateHz = 44_100
    /// Samples of a segment that the network takes: `segment` seconds, rounded down.
    var segmentLength = 441_000

    /// Samples from one STFT frame to the next.
    var hopLength: Int { frameLength / 4 }
    /// Frames of a segment.
    var frameCount: Int { (segmentLength + hopLength - 1) / hopLength }
    /// Bins that are used: all but the highest.
    var binCount: Int { frameLength / 2 }
    /// The layers, outermost first.
    var depthRange: Range<Int> { 0..<depth }
    /// Channels after an encoder layer.
    func channels(afterLayer index: Int) -> Int { (0..<index).reduce(channels) { c, _ in c * growth } }
    /// Channels of the transformer.
    var transformerChannels: Int { bottomChannels > 0 ? bottomChannels : channels(afterLayer: depth - 1) }
    /// Bins after an encoder layer.
    func bins(afterLayer index: Int) -> Int { (0...index).reduce(binCount) { b, _ in b / stride } }
    /// Samples after an encoder layer.
    func samples(afterLayer index: Int) -> Int {
        (0...index).reduce(segmentLength) { n, _ in (n + stride - 1) / stride }
    }
}
