import Foundation
import Glibc
import SystemPackage
import TestSupport
import Testing

@testable import FileWatching

@Suite struct DirectoryWatcherTests {
    private let folder = TemporaryFolder()

    /// Takes changes until one satisfies the condition, for at most five seconds.
    private func changes(
        of watcher: DirectoryWatcher, until isEnough: (DirectoryWatcher.Changes) -> Bool
    ) async throws -> DirectoryWatcher.Changes {
        for _ in 0..<500 {
            let changes = watcher.takeChanges()
            if isEnough(changes) { return changes }
            try await Task.sleep(for: .milliseconds(10))
        }
        return watcher.takeChanges()
    }

    @Test func `a written, a renamed and a linked file each mark their directory`() async throws {
        let watcher = try DirectoryWatcher {}
        defer { watcher.stop() }
        let watched = folder.appending("in")
        try FileManager.default.createDirectory(atPath: watched.string, withIntermediateDirectories: true)
        try watcher.watch(watched)
        let outside = folder.appending("outside").string
        _ = FileManager.default.createFile(atPath: outside, contents: Data([1]))
        let actions: [() throws -> Void] = [
            { try Data([1]).write(to: URL(fileURLWithPath: watched.appending("written").string)) },
            { try FileManager.default.linkItem(atPath: outside, toPath: watched.appending("linked").string) },
            { try FileManager.default.moveItem(atPath: outside, toPath: watched.appending("moved").string) },
        ]
        for action in actions {
            _ = watcher.takeChanges()
            try action()
            let changes = try await changes(of: watcher) { !$0.isEmpty }
            #expect(changes.directories == [watched])
        }
    }

    @Test func `a removed directory is reported as lost and can be watched again`() async throws {
        let watcher = try DirectoryWatcher {}
        defer { watcher.stop() }
        let watched = folder.appending("in")
        for _ in 0..<2 {
            try FileManager.default.createDirectory(atPath: watched.string, withIntermediateDirectories: true)
            try watcher.watch(watched)
            try FileManager.default.removeItem(atPath: watched.string)
            let changes = try await changes(of: watcher) { !$0.lost.isEmpty }
            #expect(changes.lost == [watched])
        }
    }

    @Test func `a missing directory is refused with its name`() throws {
        let watcher = try DirectoryWatcher {}
        defer { watcher.stop() }
        #expect(throws: FileWatchingError.self) { try watcher.watch(folder.appending("none")) }
    }

    @Test func `records are read one after the other, whatever their names`() {
        func record(_ mask: UInt32, name: Int) -> [UInt8] {
            var bytes: [UInt8] = []
            for word in [1, mask, 0, UInt32(name)] { unsafe withUnsafeBytes(of: word) { unsafe bytes += $0 } }
            return bytes + Array(repeating: 0x61, count: name)
        }
        let bytes = record(UInt32(IN_Q_OVERFLOW), name: 0) + record(UInt32(IN_CREATE), name: 16) + record(8, name: 32)
        let records = unsafe Inotify.records(in: bytes.span.bytes)
        #expect(records.map(\.isOverflow) == [true, false, false])
        // A record cut short ends the reading and nothing else.
        let cut = unsafe Inotify.records(in: Array(bytes.dropLast(20)).span.bytes)
        #expect(cut.count == 3)
    }
}
