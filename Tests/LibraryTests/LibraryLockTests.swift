import Library
import SystemPackage
import TestSupport
import Testing

@Suite struct LibraryLockTests {
    private let folder = TemporaryFolder()
    private let home: MusigenHome

    private struct Interrupted: Error {}

    init() throws {
        home = MusigenHome(root: folder.appending("home"))
        try home.create()
    }

    @Test func `one at a time has the library, and says so to others`() throws {
        try LibraryLock.hold(home) {
            let error = #expect(throws: FileSystemError.self) { try LibraryLock.hold(home, waitSeconds: 0.1) {} }
            #expect(error?.errno == .resourceTemporarilyUnavailable)
            #expect(error?.isEnvironmental == true)
            var wasDone = false
            try LibraryLock.holdIfFree(home) { wasDone = true }
            #expect(!wasDone)
        }
        var wasDone = false
        try LibraryLock.holdIfFree(home) { wasDone = true }
        #expect(wasDone)
    }

    @Test func `it is free again when what it was held for fails`() throws {
        #expect(throws: Interrupted.self) { try LibraryLock.hold(home) { throw Interrupted() } }
        #expect(throws: Interrupted.self) { try LibraryLock.holdIfFree(home) { throw Interrupted() } }
        #expect(try LibraryLock.hold(home, waitSeconds: 0) { 7 } == 7)
    }

    @Test func `who is told to stop stops waiting`() throws {
        _ = try LibraryLock.hold(home) {
            #expect(throws: Interrupted.self) {
                try LibraryLock.hold(home, whileWaiting: { throw Interrupted() }) {}
            }
        }
    }
}
