/// Stretches of zeros where audio should be: space that a writer reserved and has not filled yet.
enum ZeroStretches {
    /// No frame is this long, and every frame begins with a header, so as many zeros in a row are not audio.
    static let blockByteCount = 4096
    private static let probeCount: Int64 = 32

    /// Whether any of some evenly spread blocks of `range` is all zeros.
    static func exist(in file: OpenFile, _ range: Range<Int64>) throws(AudioFileError) -> Bool {
        let length = range.upperBound - range.lowerBound
        guard length > 4 * Int64(blockByteCount) else { return false }
        for probe in 0..<probeCount {
            let offset = range.lowerBound + (length - Int64(blockByteCount)) / probeCount * probe
            if try isZero(file, at: offset) { return true }
        }
        return false
    }

    /// Where the zeros begin that reach to the end of `range`, to the block; found by bisection.
    static func start(in file: OpenFile, _ range: Range<Int64>) throws(AudioFileError) -> Int64 {
        var (audio, zeros) = (range.lowerBound, range.upperBound)
        while zeros - audio > Int64(blockByteCount) {
            let middle = audio + (zeros - audio) / 2
            if try isZero(file, at: middle) { zeros = middle } else { audio = middle }
        }
        return zeros
    }

    private static func isZero(_ file: OpenFile, at offset: Int64) throws(AudioFileError) -> Bool {
        let bytes = try file.bytes(at: offset, count: blockByteCount)
        return bytes.span.isZero(bytes.indices)
    }
}
