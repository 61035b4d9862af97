/// A file of weights as it is published.
public struct WeightFile: Codable, Sendable, Equatable {
    /// Its name.
    public var name: String
    /// SHA-256 of its content, 64 lower-case hexadecimal digits.
    public var sha256: String?
    /// The first digits of its SHA-256, where no more are published.
    public var sha256Prefix: String?
    /// Size in bytes.
    public var sizeBytes: Int64?
    /// Size in millions of bytes, where it is not known exactly.
    public var approximateMegabytes: Int64?

    enum CodingKeys: String, CodingKey {
        case name, sha256
        case sha256Prefix = "sha256_prefix"
        case sizeBytes = "size_bytes"
        case approximateMegabytes = "approximate_megabytes"
    }

    /// Bytes to expect, where anything is known of it.
    public var expectedBytes: Int64? { sizeBytes ?? approximateMegabytes.map { $0 * 1_000_000 } }

    /// More than this is not this file: its size where it is known, four times about its size, or 2 GiB.
    var maximumBytes: Int64 { sizeBytes ?? approximateMegabytes.map { $0 * 4_000_000 } ?? 2 << 30 }

    /// What is known of its hash.
    var pin: String { sha256 ?? sha256Prefix ?? "" }

    /// Whether content with this hash is this file.
    func matches(_ hash: String) -> Bool { !pin.isEmpty && hash.hasPrefix(pin) }

    var problem: String? {
        let digits = Set("0123456789abcdef")
        if !WeightFile.isName(name) { return "\"\(name)\" is no file name" }
        if let sha256, sha256.count != 64 || !sha256.allSatisfy(digits.contains) {
            return "the sha256 of \(name) is not 64 lower-case hexadecimal digits"
        }
        if let sha256Prefix, !(8...64).contains(sha256Prefix.count) || !sha256Prefix.allSatisfy(digits.contains) {
            return "the sha256_prefix of \(name) is not 8 to 64 lower-case hexadecimal digits"
        }
        if pin.isEmpty { return "\(name) has neither sha256 nor sha256_prefix" }
        if let expectedBytes, !(1...(64 << 30)).contains(expectedBytes) { return "the size of \(name) is impossible" }
        return nil
    }

    /// Whether a text is a plain file name that stays in its directory and is not hidden.
    static func isName(_ text: String) -> Bool {
        (1...200).contains(text.utf8.count) && !text.hasPrefix(".")
            && text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value < 0x7F && $0 != "/" }
    }
}
