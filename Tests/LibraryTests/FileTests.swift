import Library
import SystemPackage
import TestSupport
import Testing
import Tracks

@Suite struct FileTests {
    private let folder = TemporaryFolder()
    private var home: MusigenHome { MusigenHome(root: folder.appending("home")) }

    private func make(_ name: String, _ text: String) throws -> FilePath {
        let path = folder.appending(name)
        try DurableFiles.writeNew(Array(text.utf8), to: path)
        return path
    }

    @Test func `a rename without replacing leaves what is there`() throws {
        let (one, two) = (try make("one", "1"), try make("two", "2"))
        #expect(throws: FileSystemError.self) { try DurableFiles.renameWithoutReplacing(one, to: two) }
        #expect(try DurableFiles.read(two, maximumBytes: 9) == Array("2".utf8))
        #expect(try !DurableFiles.renameIfFree(one, to: two))
        #expect(try DurableFiles.renameIfFree(one, to: folder.appending("three")))
    }

    @Test func `two directories change places in one step`() throws {
        for name in ["old", "new"] {
            try DurableFiles.makeDirectory(folder.appending(name))
            try DurableFiles.writeNew(Array(name.utf8), to: folder.appending(name).appending("file"))
        }
        try DurableFiles.renameOrExchange(folder.appending("new"), to: folder.appending("old"))
        #expect(try DurableFiles.read(folder.appending("old/file"), maximumBytes: 9) == Array("new".utf8))
        #expect(try DurableFiles.read(folder.appending("new/file"), maximumBytes: 9) == Array("old".utf8))
    }

    @Test func `a copy has the same bytes and equality is told by contents`() throws {
        let one = try make("one", String(repeating: "abc", count: 1_000_000))
        try DurableFiles.copy(one, to: folder.appending("copy"))
        #expect(try DurableFiles.haveEqualContents(one, folder.appending("copy")))
        let other = try make("other", String(repeating: "abc", count: 999_999) + "abd")
        #expect(try !DurableFiles.haveEqualContents(one, other))
        #expect(throws: FileSystemError.self) { try DurableFiles.copy(one, to: other) }
    }

    @Test func `reading refuses links and files that are too long`() throws {
        let one = try make("one", "12345")
        #expect(throws: FileSystemError.self) { try DurableFiles.read(one, maximumBytes: 4) }
        #expect(throws: FileSystemError.self) { try DurableFiles.read(folder.path, maximumBytes: 4) }
    }

    @Test func `a home is made once and complete`() throws {
        #expect(!home.exists)
        try home.create()
        try home.create()
        #expect(home.exists)
    }

    @Test func `one daemon holds the lock of a home and others see it`() throws {
        try home.create()
        #expect(HomeLock.holder(of: home) == nil)
        let lock = try HomeLock(home)
        let isTaken = lock != nil
        #expect(isTaken)
        #expect(HomeLock.holder(of: home) != nil)
        _ = consume lock
        #expect(HomeLock.holder(of: home) == nil)
    }

    @Test func `failed files keep their bytes and names, each with its reason`() throws {
        try home.create()
        let failed = FailedFolder(home)
        let reason = FailedFolder.Reason(file: "a.mp3", reason: "why", whatToDo: "what", at: "now", job: 3)
        for number in 1...3 {
            let name = FilePath.Component("a.mp3")
            let path = try failed.take(try make("in\(number)", "\(number)"), name: name, reason: reason)
            #expect(path.lastComponent?.string == (number == 1 ? "a.mp3" : "a.mp3.\(number)"))
            #expect(try DurableFiles.read(path, maximumBytes: 9) == Array("\(number)".utf8))
        }
        #expect(failed.reason(for: FilePath.Component("a.mp3.2")) == reason)
        #expect(try failed.files().count == 3)
    }

    @Test func `an explanation goes when its file was moved away`() throws {
        try home.create()
        let failed = FailedFolder(home)
        let reason = FailedFolder.Reason(file: "a.mp3", reason: "why", whatToDo: "what", at: "now", job: nil)
        let path = try failed.take(try make("in", "x"), name: FilePath.Component("a.mp3"), reason: reason)
        try failed.removeOrphanedReasons()
        #expect(failed.reason(for: FilePath.Component("a.mp3")) != nil)
        try DurableFiles.rename(path, to: home.inbox.appending("a.mp3"))
        try failed.removeOrphanedReasons()
        #expect(failed.reason(for: FilePath.Component("a.mp3")) == nil)
    }

    @Test func `a name of 255 bytes still fits with its explanation`() throws {
        try home.create()
        let name = try #require(FilePath.Component(bytes: Array(repeating: UInt8(ascii: "n"), count: 255)))
        let reason = FailedFolder.Reason(file: "n", reason: "why", whatToDo: "what", at: "now", job: nil)
        let path = try FailedFolder(home).take(try make("in", "x"), name: name, reason: reason)
        #expect(try FileStatus.of(path) != nil)
    }

    @Test func `a manifest tells a whole directory from one that lacks or adds something`() throws {
        try DurableFiles.makeDirectory(folder.appending("d/stems"))
        _ = try make("d/stems/a.wav", "123")
        _ = try make("d/theory.json", "{}")
        let manifest = try #require(Manifest(json: try Manifest(of: folder.appending("d")).json))
        #expect(manifest.matches(folder.appending("d")))
        _ = try make("d/more", "")
        #expect(!manifest.matches(folder.appending("d")))
        DurableFiles.remove(folder.appending("d/more"))
        DurableFiles.remove(folder.appending("d/stems/a.wav"))
        #expect(!manifest.matches(folder.appending("d")))
        #expect(!manifest.matches(folder.appending("nowhere")))
    }

    @Test func `a sidecar of another schema is refused with its name`() {
        let error = #expect(throws: SidecarError.self) {
            try SidecarFile.decode(Array(#"{"schema": "musigen.theory/9"}"#.utf8))
        }
        #expect(error?.description.contains("musigen.theory/9") == true)
    }
}
