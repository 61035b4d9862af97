/// CRC-32C (Castagnoli), as the table format masks it.
enum CyclicRedundancyCheck {
    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { crc, _ in crc >> 1 ^ (crc & 1 == 0 ? 0 : 0x82f6_3b78) }
    }

    /// The masked check sum of some bytes.
    static func masked(_ bytes: [UInt8]) -> UInt32 {
        let crc = ~bytes.reduce(~UInt32(0)) { crc, byte in crc >> 8 ^ table[Int(UInt8(truncatingIfNeeded: crc) ^ byte)]
        }
        return (crc >> 15 | crc << 17) &+ 0xa282_ead8
    }
}
