import Exports
import Testing
import Tracks

@Suite struct TempoAndKeyTagsTests {
    /// The frames of a tag: names with their contents.
    private struct Frame: Equatable {
        var name: String
        var flags: [UInt8]
        var contents: [UInt8]

        /// The last of the texts after the encoding.
        var text: String { String(decoding: contents.dropFirst(), as: UTF8.self) }
    }

    private static func frames(_ tag: [UInt8]) throws -> [Frame] {
        try #require(tag.starts(with: Array("ID3".utf8)))
        let major = tag[3]
        let size = tag[6..<10].reduce(0) { $0 << 7 | Int($1) }
        #expect(size + 10 == tag.count)
        var rest = tag[10...]
        var frames: [Frame] = []
        while let first = rest.first, first != 0 {
            let (nameLength, headerLength) = major == 2 ? (3, 6) : (4, 10)
            let name = String(decoding: rest.prefix(nameLength), as: UTF8.self)
            let sizeBytes = rest.dropFirst(nameLength).prefix(major == 2 ? 3 : 4)
            let size = sizeBytes.reduce(0) { $0 << (major == 4 ? 7 : 8) | Int($1) }
            let flags = Array(rest.prefix(headerLength).dropFirst(nameLength + sizeBytes.count))
            rest = rest.dropFirst(headerLength)
            try #require(size <= rest.count)
            frames.append(Frame(name: name, flags: flags, contents: Array(rest.prefix(size))))
            rest = rest.dropFirst(size)
        }
        #expect(rest.allSatisfy { $0 == 0 })
        return frames
    }

    private static func frame(_ name: String, _ contents: [UInt8], major: UInt8, flags: [UInt8] = [0, 0]) -> [UInt8] {
        let n = contents.count
        let size: [UInt8] =
            switch major {
            case 2: [UInt8(n >> 16), UInt8(n >> 8 & 255), UInt8(n & 255)]
            case 3: [UInt8(n >> 24), UInt8(n >> 16 & 255), UInt8(n >> 8 & 255), UInt8(n & 255)]
            default: [UInt8(n >> 21), UInt8(n >> 14 & 127), UInt8(n >> 7 & 127), UInt8(n & 127)]
            }
        return Array(name.utf8) + size + (major == 2 ? [] : flags) + contents
    }

    private static func tag(_ body: [UInt8], major: UInt8, flags: UInt8 = 0, padding: Int = 0) -> [UInt8] {
        let n = body.count + padding
        return Array("ID3".utf8) + [major, 0, flags, UInt8(n >> 21), UInt8(n >> 14 & 127), UInt8(n >> 7 & 127)]
            + [UInt8(n & 127)] + body + [UInt8](repeating: 0, count: padding)
    }

    private static func text(_ text: String) -> [UInt8] { [0] + Array(text.utf8) }

    private static let ours = ["BPM\u{0}120.00", "INITIALKEY\u{0}Eb", "CAMELOT\u{0}5B", "OPENKEY\u{0}10d"]

    @Test func `a file without a tag gets one of version 2.4`() throws {
        let tag = try TempoAndKeyTags.tag(replacing: [], with: SampleSong.full.song)
        #expect(tag[3] == 4)
        let frames = try Self.frames(tag)
        #expect(frames.map(\.name) == ["TBPM", "TKEY", "TXXX", "TXXX", "TXXX", "TXXX"])
        #expect(frames.map(\.text) == ["120", "Eb"] + Self.ours)
        #expect(TempoAndKeyTags.tagLength(header: Array(tag.prefix(10))) == tag.count)
    }

    @Test(arguments: [2, 3, 4] as [UInt8])
    func `other frames are kept byte for byte, ours replace those of the same meaning`(major: UInt8) throws {
        let names = major == 2 ? ("TT2", "PIC", "TBP", "TXX", "TCO") : ("TIT2", "APIC", "TBPM", "TXXX", "TCON")
        let picture = (0..<2000).map { UInt8($0 * 7 & 255) }
        let body =
            Self.frame(names.0, [1, 0xFF, 0xFE, 0x41, 0], major: major)
            + Self.frame(names.2, Self.text("77"), major: major)
            + Self.frame(names.3, Self.text("Mood\u{0}calm"), major: major)
            + Self.frame(names.3, [1, 0xFF, 0xFE, 0x62, 0, 0x50, 0, 0x4D, 0, 0, 0, 0xFF, 0xFE, 0x37, 0], major: major)
            + Self.frame(names.1, picture, major: major, flags: major == 4 ? [0x20, 0] : [0x20, 0x20])
            + Self.frame(names.4, Self.text("Rock"), major: major)
        let before = Self.tag(body, major: major, padding: 40)
        let after = try TempoAndKeyTags.tag(replacing: before, with: SampleSong.full.song)
        #expect(after[3] == major)
        let kept = try Self.frames(before).filter {
            [names.0, names.1, names.4].contains($0.name) || $0.text == "Mood\u{0}calm"
        }
        let frames = try Self.frames(after)
        #expect(Array(frames.prefix(4)) == kept)
        #expect(frames.dropFirst(4).map(\.text) == ["120", "Eb"] + Self.ours)
        // Again: the same tag.
        #expect(try TempoAndKeyTags.tag(replacing: after, with: SampleSong.full.song) == after)
    }

    @Test func `what is not known of the song leaves the tag's word for it`() throws {
        var sample = SampleSong.full
        sample.key = nil
        let body = Self.frame("TKEY", Self.text("Am"), major: 3) + Self.frame("TBPM", Self.text("9"), major: 3)
        let frames = try Self.frames(try TempoAndKeyTags.tag(replacing: Self.tag(body, major: 3), with: sample.song))
        #expect(frames.map(\.text) == ["Am", "120", "BPM\u{0}120.00"])
        #expect(throws: ExportError.self) {
            try TempoAndKeyTags.tag(replacing: [], with: SampleSong.empty.song)
        }
    }

    @Test func `a tag with room enough keeps its length`() throws {
        let before = Self.tag(Self.frame("TIT2", Self.text("A"), major: 4), major: 4, padding: 500)
        #expect(try TempoAndKeyTags.tag(replacing: before, with: SampleSong.full.song).count == before.count)
    }

    @Test func `unsynchronised tags, extended headers, footers and plain sizes are understood`() throws {
        let picture: [UInt8] = [0xFF, 0x00, 0xE0, 0xFF, 0x00]
        // Zeros were put behind every FF.
        let stored = Self.frame("APIC", picture, major: 3).flatMap { $0 == 0xFF ? [0xFF, 0] : [$0] }
        var frames = try Self.frames(
            try TempoAndKeyTags.tag(
                replacing: Self.tag(stored, major: 3, flags: 0x80), with: SampleSong.full.song))
        #expect(frames[0].contents == picture)
        let title = Self.frame("TIT2", Self.text("A"), major: 4)
        frames = try Self.frames(
            try TempoAndKeyTags.tag(
                replacing: Self.tag([0, 0, 0, 6, 1, 0] + title, major: 4, flags: 0x40), with: SampleSong.full.song))
        #expect(frames[0].text == "A")
        let footed = Self.tag(title, major: 4, flags: 0x10) + Array("3DI".utf8) + [4, 0, 0x10, 0, 0, 0, 12]
        #expect(TempoAndKeyTags.tagLength(header: Array(footed.prefix(10))) == footed.count)
        let unfooted = try TempoAndKeyTags.tag(replacing: footed, with: SampleSong.full.song)
        #expect(unfooted[5] == 0)
        #expect(try Self.frames(unfooted)[0].text == "A")
        // 300 bytes with the size that version 2.3 would have written.
        var plain = Self.frame("APIC", [UInt8](repeating: 7, count: 300), major: 3)
        plain += Self.frame("TIT2", Self.text("A"), major: 4)
        frames = try Self.frames(
            try TempoAndKeyTags.tag(replacing: Self.tag(plain, major: 4), with: SampleSong.full.song))
        #expect(frames.prefix(2).map(\.contents.count) == [300, 2])
    }

    @Test func `a tag that cannot be kept whole is refused`() {
        let title = Self.frame("TIT2", Self.text("A"), major: 3)
        let cut = Self.frame("TIT2", Self.text("A"), major: 3).dropLast() + []
        let broken = [
            Self.tag(Array(cut), major: 3), Self.tag(title + [1, 2, 3], major: 3), Self.tag(title, major: 5),
            Self.tag(title, major: 2, flags: 0x40), Array(Self.tag(title, major: 3).dropLast(4)), [1, 2, 3],
            Self.tag([0xFF, 0xFF, 0xFF, 0xFF], major: 3, flags: 0x40), Self.tag(title + [0, 0, 9], major: 3),
        ]
        for tag in broken {
            #expect(throws: ExportError.self) { try TempoAndKeyTags.tag(replacing: tag, with: SampleSong.full.song) }
        }
    }

    @Test func `bytes at random are a whole tag or an error`() {
        var generator = SplitMix(state: 5)
        for _ in 0..<3000 {
            var body = Self.frame("TIT2", Self.text("A title"), major: 3) + Self.frame("TXXX", [1, 0xFF], major: 3)
            for _ in 0..<3 {
                body[Int.random(in: 0..<body.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            let tag = Self.tag(
                body, major: UInt8.random(in: 2...4, using: &generator),
                flags: UInt8.random(in: 0...15, using: &generator) << 4)
            if let after = try? TempoAndKeyTags.tag(replacing: tag, with: SampleSong.full.song) {
                #expect((try? Self.frames(after).count) ?? 0 >= 6)
            }
        }
    }

    @Test func `the wheels of keys are those of the circle of fifths`() throws {
        let expected = [
            ("C major", "C", "8B", "1d"), ("A minor", "Am", "8A", "1m"), ("F# minor", "F#m", "11A", "4m"),
            ("Db major", "Db", "3B", "8d"), ("Eb minor", "Ebm", "2A", "7m"), ("B major", "B", "1B", "6d"),
            ("E major", "E", "12B", "5d"), ("Ab minor", "G#m", "1A", "6m"),
        ]
        for (key, name, camelot, openKey) in expected {
            var sample = SampleSong.full
            (sample.key, sample.bpm) = (key, nil)
            let frames = try Self.frames(try TempoAndKeyTags.tag(replacing: [], with: sample.song))
            #expect(
                frames.map(\.text) == [
                    name, "INITIALKEY\u{0}\(name)", "CAMELOT\u{0}\(camelot)", "OPENKEY\u{0}\(openKey)",
                ])
        }
    }
}
