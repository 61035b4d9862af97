/// What a user may choose about Spleeter.
public struct SpleeterOptions: Sendable, Equatable {
    /// How far up the network listens; more takes more time.
    public enum Bandwidth: Int, Sendable, CaseIterable {
        /// Up to 11 kHz, as the networks were trained: 1024 bins.
        case elevenKilohertz = 1024
        /// Up to 16.5 kHz, as the original's models named "16kHz" use the same weights: 1536 bins.
        case sixteenKilohertz = 1536
    }

    /// Who gets what lies above the band that the network listens to.
    public enum HighBand: String, Sendable, CaseIterable {
        /// Everybody, frame by frame, by their mean shares within the band: the original's mask extension "average".
        case average
        /// Nobody: the original's mask extension "zeros". The stems do not sum to the mix.
        case zeros
        /// The last instrument: the accompaniment, or the other instruments.
        case rest
    }

    /// How far up the network listens.
    public var bandwidth: Bandwidth
    /// Who gets what lies above.
    public var highBand: HighBand
    /// How the networks are used; `nil`: as the published model with as many instruments.
    public var variant: SpleeterVariant?

    /// - Parameters:
    ///   - bandwidth: how far up the network listens.
    ///   - highBand: who gets what lies above.
    ///   - variant: how the networks are used; `nil`: as the published model with as many instruments.
    public init(
        bandwidth: Bandwidth = .elevenKilohertz, highBand: HighBand = .average, variant: SpleeterVariant? = nil
    ) {
        self.bandwidth = bandwidth
        self.highBand = highBand
        self.variant = variant
    }
}
