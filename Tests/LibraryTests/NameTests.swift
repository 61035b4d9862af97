import Library
import SystemPackage
import Testing

@Suite struct NameTests {
    @Test func `plain names are shown as they are`() {
        #expect(DisplayName.of(Array("Café – 01.mp3".utf8)) == "Café – 01.mp3")
    }

    @Test func `invalid bytes and control characters are escaped`() {
        #expect(DisplayName.of([0x61, 0x0A, 0xE9, 0x62]) == "a\\x0a\\xe9b")
        #expect(DisplayName.of(Array("\u{1B}[31mred".utf8)) == "\\x1b[31mred")
    }

    @Test func `bidirectional overrides cannot hide the end of a name`() {
        #expect(!DisplayName.of(Array("song\u{202E}3pm.exe".utf8)).unicodeScalars.contains("\u{202E}"))
    }

    @Test func `every sequence of bytes becomes one line of valid text`() {
        var state: UInt64 = 1
        for _ in 0..<2000 {
            let bytes = (0..<12).map { _ -> UInt8 in
                state = state &* 6_364_136_223_846_793_005 &+ 1
                return UInt8(truncatingIfNeeded: state >> 40)
            }
            #expect(!DisplayName.of(bytes).contains { $0.isNewline || $0 == "\0" })
        }
    }

    @Test func `a name keeps its bytes through a path component`() throws {
        let bytes: [UInt8] = [0x6E, 0x0A, 0xFF, 0x2E, 0x6D, 0x70, 0x33]
        let component = try #require(FilePath.Component(bytes: bytes))
        #expect(component.bytes == bytes)
        #expect(FilePath("/x").appending(component).bytes == Array("/x/".utf8) + bytes)
    }

    @Test(arguments: [[], Array("..".utf8), Array("a/b".utf8), [0x61, 0]])
    func `bytes that cannot be a name are refused`(bytes: [UInt8]) { #expect(FilePath.Component(bytes: bytes) == nil) }

    @Test func `an identifier is a readable slug and eight digits of the hash`() {
        let id = TrackID.make(
            artist: "Sigur Rós", title: "Hoppípolla (live)", fileName: "x.mp3", sha256: "0123456789abcdef")
        #expect(id == "sigur-ros-hoppipolla-live-01234567")
    }

    @Test func `an identifier falls back to the file name and then to a word`() {
        #expect(
            TrackID.make(artist: nil, title: nil, fileName: "My Song.mp3", sha256: "abcdef0123") == "my-song-abcdef01")
        #expect(TrackID.make(artist: nil, title: nil, fileName: "♫♫.mp3", sha256: "abcdef0123") == "mp3-abcdef01")
        #expect(TrackID.make(artist: nil, title: nil, fileName: "♫", sha256: "abcdef0123") == "track-abcdef01")
    }

    @Test func `an identifier never needs quoting and never grows long`() {
        let title = String(repeating: "../a b\"'$; ", count: 40)
        let id = TrackID.make(artist: title, title: title, fileName: "x.mp3", sha256: "0123456789")
        #expect(id.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
        #expect(id.count <= 70)
    }
}
