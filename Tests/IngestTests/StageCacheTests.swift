import Library
import SystemPackage
import TestSupport
import Testing

@testable import Ingest

@Suite struct StageCacheTests {
    private let folder = TemporaryFolder()
    private var cache: StageCache { StageCache(root: folder.appending("stages")) }

    private struct Interrupted: Error {}

    @Test func `a finished result is not made twice`() throws {
        let path = cache.path(sha256: "abc", stage: .decode, dependencies: ["1"])
        var made = 0
        for _ in 0..<3 {
            let value = try cache.result(at: path, as: [Int].self) { _ in
                made += 1
                return [42]
            }
            #expect(value == [42])
        }
        #expect(made == 1)
    }

    @Test func `another version, another option or another file is another result`() {
        let paths = [
            cache.path(sha256: "abc", stage: .decode, dependencies: ["1", "23"]),
            cache.path(sha256: "abc", stage: .decode, dependencies: ["12", "3"]),
            cache.path(sha256: "abc", stage: .separate, dependencies: ["1", "23"]),
            cache.path(sha256: "abd", stage: .decode, dependencies: ["1", "23"]),
        ]
        #expect(Set(paths).count == 4)
    }

    @Test func `what was interrupted leaves nothing that could be taken for a result`() throws {
        let path = cache.path(sha256: "abc", stage: .separate, dependencies: [])
        #expect(throws: Interrupted.self) {
            try cache.result(at: path, as: Int.self) { directory in
                try DurableFiles.writeNew([1, 2, 3], to: directory.appending("half.wav"))
                throw Interrupted()
            }
        }
        #expect(try DirectoryListing.names(in: cache.directory(sha256: "abc")).isEmpty)
        #expect(cache.load(path, as: Int.self) == nil)
    }

    @Test func `an unreadable result is made anew`() throws {
        let path = cache.path(sha256: "abc", stage: .decode, dependencies: [])
        try DurableFiles.makeDirectory(path)
        try DurableFiles.writeNew(Array("{broken".utf8), to: path.appending(StageCache.resultName))
        #expect(try cache.result(at: path, as: Int.self) { _ in 7 } == 7)
        #expect(cache.load(path, as: Int.self) == 7)
    }
}
