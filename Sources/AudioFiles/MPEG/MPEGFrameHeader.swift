/// The four bytes that begin every frame of MPEG audio (ISO/IEC 11172-3, 13818-3, and the unofficial MPEG 2.5).
struct MPEGFrameHeader: Equatable, Sendable {
    let version: MPEGAudioFile.Version
    /// 1, 2 or 3.
    let layer: Int
    let sampleRateHz: Int
    let channelCount: Int
    /// `nil` for a free-format frame, whose length follows from the next header only.
    let bitRateKbps: Int?
    let isPadded: Bool
    let hasChecksum: Bool

    /// Length of the longest frame of any kind in bytes: Layer II, 160 kbit/s at 8000 Hz.
    static let maximumFrameByteCount = 2881

    /// Reads the header at `offset`; `nil` where the bytes cannot be one.
    init?(_ bytes: Span<UInt8>, at offset: Int) {
        guard offset >= 0, offset + 4 <= bytes.count, bytes[offset] == 0xFF, bytes[offset + 1] & 0xE0 == 0xE0 else {
            return nil
        }
        let (second, third, fourth) = (bytes[offset + 1], bytes[offset + 2], bytes[offset + 3])
        switch second >> 3 & 3 {
        case 0: version = .mpeg25
        case 2: version = .mpeg2
        case 3: version = .mpeg1
        default: return nil
        }
        let layerBits = Int(second >> 1 & 3)
        let bitRateIndex = Int(third >> 4)
        let rateIndex = Int(third >> 2 & 3)
        // The fourth check is the reserved emphasis, which no encoder writes.
        guard layerBits != 0, bitRateIndex != 15, rateIndex != 3, fourth & 3 != 2 else { return nil }
        layer = 4 - layerBits
        hasChecksum = second & 1 == 0
        isPadded = third & 2 != 0
        channelCount = fourth >> 6 == 3 ? 1 : 2
        let mpeg1Rate = [44_100, 48_000, 32_000][rateIndex]
        sampleRateHz = version == .mpeg1 ? mpeg1Rate : version == .mpeg2 ? mpeg1Rate / 2 : mpeg1Rate / 4
        bitRateKbps = bitRateIndex == 0 ? nil : Self.bitRates(version: version, layer: layer)[bitRateIndex - 1]
    }

    /// Samples per channel of a frame.
    var sampleCount: Int {
        switch layer {
        case 1: 384
        case 2: 1152
        default: version == .mpeg1 ? 1152 : 576
        }
    }

    /// Length in bytes with the header; `nil` for free format.
    var byteCount: Int? { bitRateKbps.map { byteCount(bitRateKbps: $0) + paddingByteCount } }

    /// The shortest frame that this kind of stream can have, in bytes.
    var minimumByteCount: Int { byteCount(bitRateKbps: Self.bitRates(version: version, layer: layer)[0]) }

    var paddingByteCount: Int { isPadded ? (layer == 1 ? 4 : 1) : 0 }

    /// Length in bytes of the side information that follows header and checksum in Layer III.
    var sideInformationByteCount: Int {
        switch (version, channelCount) {
        case (.mpeg1, 1): 17
        case (.mpeg1, _): 32
        case (_, 1): 9
        default: 17
        }
    }

    /// Whether `other` can belong to the same stream: what an encoder never changes from frame to frame is equal.
    func belongsWith(_ other: MPEGFrameHeader) -> Bool {
        version == other.version && layer == other.layer && sampleRateHz == other.sampleRateHz
            && (bitRateKbps == nil) == (other.bitRateKbps == nil)
    }

    private func byteCount(bitRateKbps: Int) -> Int {
        layer == 1
            ? 12_000 * bitRateKbps / sampleRateHz * 4
            : sampleCount / 8 * 1000 * bitRateKbps / sampleRateHz
    }

    private static func bitRates(version: MPEGAudioFile.Version, layer: Int) -> [Int] {
        switch (version, layer) {
        case (.mpeg1, 1): [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448]
        case (.mpeg1, 2): [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384]
        case (.mpeg1, _): [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
        case (_, 1): [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256]
        default: [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
        }
    }
}
