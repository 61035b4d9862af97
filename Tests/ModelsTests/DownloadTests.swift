import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import Models

@Suite(.enabled(if: Programs.has("curl")), .timeLimit(.minutes(1))) struct DownloadTests {
    private let bench: ModelBench
    private let content = Array("weights ".utf8) + (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 7919 >> 3) }

    init() throws { bench = try ModelBench() }

    private var pin: String {
        get throws {
            var file = try HashedFile(bench.folder.appending("pin-\(UUID().uuidString)"), maximumBytes: 1 << 24)
            try file.append(content)
            return try file.finish().sha256
        }
    }

    private func install(
        _ reply: LoopbackServer.Reply, pin: String, stallSeconds: Int = 60, further: String = ""
    ) async throws -> (InstalledModel?, LoopbackServer) {
        let server = LoopbackServer(["/w/a.th": reply, "/elsewhere/a.th": .content(content)])
        let manifest = try bench.manifest(
            "[\(ModelBench.model("x", files: [("a.th", pin)], source: "{\"url\": \"\(server.address)w/\"}"))]")
        let outcome = try await bench.install("x", manifest, stallSeconds: stallSeconds)
        #expect(bench.verification(manifest).problem(of: "x") == nil)
        guard case .installed(let model) = outcome else { return (nil, server) }
        return (model, server)
    }

    @Test func `a file with the published hash is installed under its name`() async throws {
        let (model, server) = try await install(.content(content), pin: pin)
        #expect(try model?.sha256 == pin && model?.isCustom == false && model?.from == "\(server.address)w/")
        #expect(bench.remains.models == ["x"] && bench.remains.workshop == [])
    }

    @Test func `where only the first digits are published the whole hash is recorded`() async throws {
        let (model, _) = try await install(.content(content), pin: String(pin.prefix(8)))
        #expect(try model?.sha256 == pin)
    }

    @Test func `a redirect is followed`() async throws {
        let (model, server) = try await install(.redirect("/elsewhere/a.th"), pin: pin)
        #expect(model != nil && server.requests == ["/w/a.th", "/elsewhere/a.th"])
    }

    @Test func `a transfer that breaks off is taken up where it stopped`() async throws {
        let (model, server) = try await install(.breakingOff(content, after: 70_000), pin: pin)
        #expect(try model?.sha256 == pin)
        #expect(server.requests.count == 3)
    }

    @Test func `a transfer that cannot be taken up begins anew`() async throws {
        let (model, _) = try await install(.withoutRanges(content, after: 70_000), pin: pin)
        #expect(try model?.sha256 == pin)
    }

    @Test(arguments: [
        LoopbackServer.Reply.content(Array("weights but other ones".utf8)), .redirect("/nowhere"),
        .redirect("/w/a.th"), .breakingOff(Array("weights".utf8), after: 0), .redirect("file:///etc/passwd"),
    ]) func `what is not the published file leaves nothing`(reply: LoopbackServer.Reply) async throws {
        let pin = try pin
        await #expect(throws: ModelError.self) { try await install(reply, pin: pin) }
        #expect(bench.remains.models == [] && bench.remains.workshop == [])
    }

    @Test func `a wrong hash is told with both hashes`() async throws {
        let error = await #expect(throws: ModelError.self) {
            try await install(.content(content), pin: String(repeating: "0", count: 64))
        }
        #expect(try error?.kind == .unsuitable && error?.description.contains(pin) == true)
    }

    @Test func `a server that says nothing is given up`() async throws {
        let error = await #expect(throws: ModelError.self) {
            try await install(.silence, pin: "00000000", stallSeconds: 1)
        }
        #expect(error?.kind == .unavailable)
    }

    @Test func `a file that never ends is cut off at its bound`() async throws {
        let server = LoopbackServer(["/a.th": .content(content)])
        var file = try HashedFile(bench.folder.appending("a.th"), maximumBytes: 1000)
        do {
            try await Download(address: server.address + "a.th").run(into: &file) { _ in }
            Issue.record("it was taken")
        } catch {
            #expect(error.kind == .unsuitable)
        }
        #expect(file.byteCount <= 1000)
    }

    @Test func `what is there and whole is not fetched again, what is damaged is`() async throws {
        let server = LoopbackServer(["/a.th": .content(content)])
        let manifest = try bench.manifest(
            "[\(ModelBench.model("x", files: [("a.th", pin)], source: "{\"url\": \"\(server.address)\"}"))]")
        _ = try await bench.install("x", manifest)
        guard case .present = try await bench.install("x", manifest) else {
            Issue.record("fetched again")
            return
        }
        #expect(server.requests.count == 1)
        _ = try bench.file("home/models/x/a.th", "weights, tampered with")
        guard case .installed = try await bench.install("x", manifest) else {
            Issue.record("not mended")
            return
        }
        #expect(server.requests.count == 2 && bench.verification(manifest).problem(of: "x") == nil)
    }
}
