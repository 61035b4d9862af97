import AudioFiles
import Settings
import SystemPackage
import TestSupport
import Testing

@testable import Ingest

@Suite struct SettleRuleTests {
    private let folder = TemporaryFolder()
    private let rule = SettleRule(Settings())

    private func inspect(_ bytes: [UInt8]) throws -> MPEGAudioInspection {
        let path = folder.appending("file.mp3")
        let descriptor = try FileDescriptor.open(
            path, .readWrite, options: [.create, .truncate], permissions: .ownerReadWrite)
        defer { try? descriptor.close() }
        try descriptor.writeAll(bytes)
        return try MPEGAudioInspection(of: descriptor)
    }

    private func song() throws -> [UInt8] {
        let path = folder.appending("song.mp3")
        try SynthesisedSong.writeMP3(to: path, seconds: 8)
        let descriptor = try FileDescriptor.open(path, .readOnly)
        defer { try? descriptor.close() }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count = try unsafe bytes.withUnsafeMutableBytes { try unsafe descriptor.read(into: $0) }
        return Array(bytes[..<count])
    }

    @Test func `a file that somebody writes is waited for, however quiet it is`() {
        guard case .wait = rule.beforeInspection(quietForSeconds: 1000, writer: .somebody) else {
            Issue.record("taken while it was being written")
            return
        }
    }

    @Test func `a file that nobody writes is inspected after a short quiet time, an unprobed one after a longer`() {
        #expect(rule.beforeInspection(quietForSeconds: 0.3, writer: .nobody) == nil)
        #expect(rule.beforeInspection(quietForSeconds: 0.1, writer: .nobody) != nil)
        #expect(rule.beforeInspection(quietForSeconds: 0.3, writer: .unknown) == .wait(seconds: 4.7))
        #expect(rule.beforeInspection(quietForSeconds: 5.1, writer: .unknown) == nil)
    }

    @Test func `a whole MP3 is taken`() throws {
        #expect(rule.verdict(quietForSeconds: 0.3, inspection: try inspect(song())) == .take(isTruncated: false))
    }

    @Test func `the rest of a truncated MP3 is waited for, then it is taken with that mark`() throws {
        let inspection = try inspect(song().dropLast(9_500))
        guard case .waitVisibly(let reason, _) = rule.verdict(quietForSeconds: 0.3, inspection: inspection) else {
            Issue.record("not waited for")
            return
        }
        #expect(reason.hasPrefix("truncated ("))
        #expect(rule.verdict(quietForSeconds: 1801, inspection: inspection) == .take(isTruncated: true))
    }

    @Test func `a truncated MP3 of which too little plays is refused after the wait`() throws {
        let inspection = try inspect(Array(song().prefix(20_000)))
        guard case .refuse(let reason, _) = rule.verdict(quietForSeconds: 1801, inspection: inspection) else {
            Issue.record("not refused")
            return
        }
        #expect(reason.contains("truncated"))
    }

    @Test func `a reserved but unwritten tail is not taken for music`() throws {
        let bytes = Array(try song().dropLast(30_000)) + [UInt8](repeating: 0, count: 30_000)
        guard case .waitVisibly = rule.verdict(quietForSeconds: 0.3, inspection: try inspect(bytes)) else {
            Issue.record("a half-written file was taken")
            return
        }
    }

    @Test(arguments: [Array("this is a letter\n".utf8), [], Array("RIFF....WAVEfmt ".utf8)])
    func `what is no MP3 gets a moment to change and is then refused with a reason`(bytes: [UInt8]) throws {
        let inspection = try inspect(bytes)
        guard case .wait = rule.verdict(quietForSeconds: 0.3, inspection: inspection) else {
            Issue.record("refused at once")
            return
        }
        guard case .refuse(let reason, let whatToDo) = rule.verdict(quietForSeconds: 6, inspection: inspection) else {
            Issue.record("not refused")
            return
        }
        #expect(!reason.isEmpty && !whatToDo.isEmpty)
    }
}
