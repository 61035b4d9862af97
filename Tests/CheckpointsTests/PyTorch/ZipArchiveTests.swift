import Checkpoints
import Testing

struct ZipArchiveTests {
    /// An archive with one tensor, "a", of two numbers.
    private let sound: ZipBuilder = {
        var zip = ZipBuilder()
        let pickle = Pickle.program(Pickle.item("a", Pickle.tensor(count: 2, shape: [2], strides: [1])))
        zip.entries = [
            ZipBuilder.Entry("x/data.pkl", pickle), ZipBuilder.Entry("x/data/0", littleEndian([1, 2])),
            ZipBuilder.Entry("x/version", [0x33]),
        ]
        return zip
    }()

    /// The archive, changed.
    private func open(_ change: (inout ZipBuilder) -> Void) throws -> Checkpoint {
        var zip = sound
        change(&zip)
        return try Checkpoint.open(bytes: zip.bytes)
    }

    @Test func `a sound archive is read`() throws {
        try Golden.expect(try open { _ in }, "a", .float32, [2], [1, 2])
    }

    @Test func `sizes and places in 64 bits are read`() throws {
        let checkpoint = try open { zip in
            zip.isLong = true
            for i in zip.entries.indices { zip.entries[i].isLong = true }
        }
        try Golden.expect(checkpoint, "a", .float32, [2], [1, 2])
    }

    @Test func `sizes that were not known when the entry was begun are read from the directory`() throws {
        let checkpoint = try open { zip in
            zip.entries[1].localFlags = 8
            zip.entries[1].localCount = 0
        }
        try Golden.expect(checkpoint, "a", .float32, [2], [1, 2])
    }

    @Test func `a comment at the end is passed over`() throws {
        let checkpoint = try open { $0.comment = littleEndian(0x0605_4b50, 4) + [UInt8](repeating: 7, count: 100) }
        try Golden.expect(checkpoint, "a", .float32, [2], [1, 2])
    }

    @Test func `compressed entries are refused`() {
        expectError("compressed", try open { $0.entries[1].method = 8 })
        expectError("contradict", try open { $0.entries[1].localMethod = 8 })
    }

    @Test func `encrypted entries are refused`() {
        expectError("encrypted", try open { $0.entries[1].flags = 1 })
        expectError("contradict", try open { $0.entries[1].localFlags = 1 })
    }

    @Test func `sizes that lie are refused`() {
        expectError("two sizes", try open { $0.entries[1].compressedCount = 4 })
        expectError("contradict", try open { $0.entries[1].localCount = 4 })
        expectError("not where", try open { $0.entries[2].count = 1000 })
        expectError("overlap", try open { $0.entries[1].count = 40 })
        expectError(
            "contradict",
            try open { zip in
                zip.entries[1].localFlags = 8
                zip.entries[1].localCount = 4
            })
    }

    @Test(arguments: [Int.max, Int.max - 30, -1, .min, 1 << 62])
    func `sizes and places of 64 bits that are absurd are refused`(value: Int) {
        expectError(
            "",
            try open { zip in
                zip.entries[1].isLong = true
                zip.entries[1].count = value
            })
        expectError(
            "",
            try open { zip in
                zip.entries[1].isLong = true
                zip.entries[1].localOffset = value
            })
        expectError(
            "",
            try open { zip in
                zip.isLong = true
                zip.claimedDirectoryOffset = value
            })
        expectError(
            "",
            try open { zip in
                zip.isLong = true
                zip.claimedDirectoryByteCount = value
            })
        expectError(
            "",
            try open { zip in
                zip.isLong = true
                zip.claimedEntryCount = value
            })
    }

    @Test func `entries outside the file are refused`() {
        expectError("not where", try open { $0.entries[1].localOffset = 1_000_000 })
        expectError("not where", try open { $0.entries[1].localOffset = 3 })
        expectError("outside the file", try open { $0.claimedDirectoryOffset = 1_000_000 })
        expectError("damaged", try open { $0.claimedDirectoryOffset = 3 })
    }

    @Test func `entries that overlap are refused`() {
        expectError(
            "overlap",
            try open { zip in
                // The second entry lies within the content of the first.
                var inner = ZipBuilder()
                inner.entries = [ZipBuilder.Entry("x/inner", [1, 2, 3])]
                let before = zip.entries.reduce(0) { $0 + 30 + $1.name.utf8.count + $1.content.count }
                zip.entries.append(ZipBuilder.Entry("x/outer", inner.bytes))
                var claim = ZipBuilder.Entry("x/inner", [1, 2, 3])
                claim.localOffset = before + 30 + "x/outer".utf8.count
                zip.entries.append(claim)
            })
    }

    @Test func `two entries of one name are refused`() {
        expectError("twice", try open { $0.entries.append($0.entries[1]) })
    }

    @Test func `a name that differs before the content is refused`() {
        expectError("contradict", try open { $0.entries[1].localName = "x/data/1" })
    }

    @Test func `a directory with another number of entries than it says is refused`() {
        expectError("damaged", try open { $0.claimedEntryCount = 9 })
        expectError("entries take", try open { $0.claimedEntryCount = 1 })
        expectError(
            "claims to have",
            try open { zip in
                zip.isLong = true
                zip.claimedEntryCount = 1_000_000_000
            })
    }

    @Test func `an archive without a pickle or with two is refused`() {
        expectError("0 files named data.pkl", try open { $0.entries[0].name = "data.pkl" })
        expectError(
            "2 files named data.pkl",
            try open { zip in
                var second = zip.entries[0]
                second.name = "y/data.pkl"
                zip.entries.append(second)
            })
        expectError("0 files named data.pkl", try Checkpoint.open(bytes: ZipBuilder().bytes))
    }

    @Test func `numbers in another order of bytes are refused`() {
        expectError("big-endian", try open { $0.entries.append(.init("x/byteorder", Array("big".utf8))) })
    }

    @Test func `a storage that is missing is refused`() {
        expectError("storage \"0\" is missing", try open { $0.entries.remove(at: 1) })
    }

    @Test func `an archive without its end is refused`() throws {
        expectError("no directory", try Checkpoint.open(bytes: Array(sound.bytes.dropLast(22))))
    }
}
