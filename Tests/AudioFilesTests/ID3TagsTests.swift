import AudioFiles
import SystemPackage
import Testing

@Suite struct ID3TagsTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func tags(_ bytes: [UInt8]) throws -> ID3Tags { try ID3Tags(ofFileAt: folder.file(bytes)) }

    private func utf16(_ text: String, isBigEndian: Bool) -> [UInt8] {
        text.utf16.flatMap { isBigEndian ? [UInt8($0 >> 8), UInt8($0 & 255)] : [UInt8($0 & 255), UInt8($0 >> 8)] }
    }

    @Test(arguments: [2, 3, 4] as [UInt8])
    func `all text encodings of all versions are read`(version: UInt8) throws {
        let name = version == 2 ? "TT2" : "TIT2"
        let text = "Für Élise 音楽 🎵"
        let encodings: [([UInt8], String)] = [
            ([0] + Array("Plain".utf8), "Plain"), ([0, 0x46, 0xFC, 0x72], "Für"), ([0] + Array("Für".utf8), "Für"),
            ([1, 0xFF, 0xFE] + utf16(text, isBigEndian: false), text),
            ([1, 0xFE, 0xFF] + utf16(text, isBigEndian: true), text),
            ([1] + utf16("No mark", isBigEndian: false), "No mark"),
            ([1] + utf16("No mark", isBigEndian: true), "No mark"),
            ([2] + utf16(text, isBigEndian: true), text), ([3] + Array(text.utf8), text),
            ([3] + Array("Ended\0".utf8), "Ended"), ([3] + Array("One\0Two".utf8), "One; Two"),
            ([3] + Array("  a\u{7}b\u{202E}c\r\n ".utf8), "abc"),
        ]
        for (contents, expected) in encodings {
            let bytes = TagFixture.id3v2(version: version, frames: TagFixture.frame(name, version: version, contents))
            #expect(try tags(bytes).title == expected)
        }
    }

    @Test func `pictures and unknown frames are passed over`() throws {
        for version: UInt8 in [3, 4] {
            let frames =
                TagFixture.frame("APIC", version: version, [UInt8](repeating: 0xFF, count: 300_000))
                + TagFixture.frame("TPE1", version: version, [3] + Array("Band".utf8))
                + TagFixture.frame("XXXX", version: version, [1, 2, 3])
                + TagFixture.frame("TALB", version: version, [3] + Array("Album".utf8))
                + [UInt8](repeating: 0, count: 10)
            let read = try tags(TagFixture.id3v2(version: version, frames: frames))
            #expect(read.artist == "Band" && read.album == "Album" && read.title == nil)
        }
    }

    @Test func `unsynchronisation is undone`() throws {
        let picture = TagFixture.frame("APIC", [0xFF, 0xE0, 0xFF, 0x00, 0xFF])
        let title = TagFixture.frame("TIT2", [1, 0xFF, 0xFE] + utf16("Ünsync", isBigEndian: false))
        var stored: [UInt8] = []
        for byte in picture + title {
            if stored.last == 0xFF, byte == 0 || byte >= 0xE0 { stored.append(0) }
            stored.append(byte)
        }
        #expect(try tags(TagFixture.id3v2(flags: 0x80, frames: stored)).title == "Ünsync")
        let contents: [UInt8] = [1, 0xFF, 0x00, 0xFE] + utf16("Abc", isBigEndian: false)
        let marked = TagFixture.frame("TIT2", version: 4, flags: [0, 3], TagFixture.syncSafe(9) + contents)
        #expect(try tags(TagFixture.id3v2(version: 4, flags: 0x80, frames: marked)).title == "Abc")
    }

    @Test func `extended headers are passed over`() throws {
        let title3 = TagFixture.frame("TIT2", [3] + Array("Three".utf8))
        let extended3 = TagFixture.bigEndian(6) + [UInt8](repeating: 0, count: 6)
        #expect(try tags(TagFixture.id3v2(flags: 0x40, frames: extended3 + title3)).title == "Three")
        let title4 = TagFixture.frame("TIT2", version: 4, [3] + Array("Four".utf8))
        let extended4 = TagFixture.syncSafe(6) + [1, 0]
        #expect(try tags(TagFixture.id3v2(version: 4, flags: 0x40, frames: extended4 + title4)).title == "Four")
    }

    @Test(arguments: [
        ("17", "Rock"), ("(17)", "Rock"), ("(17)Rock", "Rock"), ("(51)(39)", "Techno-Industrial; Noise"),
        ("(4)Eurodisco", "Disco; Eurodisco"), ("(RX)", "Remix"), ("((odd)", "(odd)"), ("Shoegaze", "Shoegaze"),
        ("(80)", "Folk"), ("147", "Synthpop"), ("191", "Psybient"), ("(999)", "(999)"), ("(", "("),
        ("8\u{0}Swing", "Jazz; Swing"),
    ])
    func `genre numbers become names`(written: String, name: String) throws {
        let frame = TagFixture.frame("TCON", [3] + Array(written.utf8))
        #expect(try tags(TagFixture.id3v2(frames: frame)).genre == name)
    }

    @Test func `version 1 fills what version 2 lacks`() throws {
        let v1 = TagFixture.id3v1(title: "Old title", artist: "Old artist", album: "", genre: 17)
        let all = try tags([1, 2, 3] + v1)
        #expect(all.title == "Old title" && all.artist == "Old artist" && all.album == nil && all.genre == "Rock")
        let v2 = TagFixture.id3v2(frames: TagFixture.frame("TIT2", [3] + Array("New title, a longer one".utf8)))
        let both = try tags(v2 + v1)
        #expect(both.title == "New title, a longer one" && both.artist == "Old artist")
    }

    @Test func `texts are cut at 512 characters`() throws {
        let frame = TagFixture.frame("TIT2", [3] + [UInt8](repeating: 0x41, count: 100_000))
        let next = TagFixture.frame("TALB", [3] + Array("Album".utf8))
        let read = try tags(TagFixture.id3v2(frames: frame + next))
        #expect(read.title?.count == 512)
        #expect(read.album == "Album")
    }

    @Test func `sizes that lie are harmless`() throws {
        let title = TagFixture.frame("TIT2", [3] + Array("Song".utf8))
        let huge = Array("TXXX".utf8) + [0xFF, 0xFF, 0xFF, 0xFF, 0, 0]
        #expect(try tags(TagFixture.id3v2(frames: title + huge)).title == "Song")
        #expect(try tags(TagFixture.id3v2(frames: huge + title)) == ID3Tags())
        let frames = Array("TIT2".utf8) + [0x7F, 0xFF, 0xFF, 0xFF, 0, 0, 3, 65]
        #expect(try tags(TagFixture.id3v2(frames: frames)).title == "A")
        #expect(try tags(Array("ID3".utf8) + [3, 0, 0, 0x7F, 0x7F, 0x7F, 0x7F] + title).title == "Song")
        #expect(try tags(Array("ID3".utf8)) == ID3Tags())
        #expect(try tags([]) == ID3Tags())
    }
}
