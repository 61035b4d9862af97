public import DSP
public import Tracks

/// Measures each stem while it is written: its level, how much of the time it sounds, and the outline of its waveform.
///
/// The blocks of the stems may come in any sizes, each stem's in its own order.
public struct StemLevelMeter: Sendable {
    /// A second counts as active within this many decibels of the stem's loudest second.
    public static let activityRangeDecibels = 40.0
    /// A second quieter than this is never active.
    public static let activityFloorDBFS = -60.0

    private let sampleRateHz: Int
    private var meters: [Stem: SecondsMeter] = [:]

    /// A meter for stems sampled at `sampleRateHz`.
    public init(sampleRateHz: Int) {
        precondition(sampleRateHz > 0)
        self.sampleRateHz = sampleRateHz
    }

    /// Adds the next block of a stem.
    public mutating func append(_ block: AudioBuffer, of stem: Stem) {
        meters[stem, default: SecondsMeter(sampleRateHz: sampleRateHz)].append(block)
    }

    /// Level and presence of every stem of which a block was seen.
    public var levels: [Stem: StemLevel] {
        meters.mapValues { meter in
            StemLevel(
                rmsDBFS: meter.decibels,
                activity: meter.activity(
                    rangeDecibels: Self.activityRangeDecibels, floorDBFS: Self.activityFloorDBFS),
                peaks: meter.outline.peaks.map { Double(($0 * 1000).rounded()) / 1000 },
                peakStepSeconds: meter.outline.stepSeconds)
        }
    }
}
