import Foundation
import Glibc
import TestSupport
import Testing

/// `musigen report` through the real program.
@Suite(.serialized, .timeLimit(.minutes(5))) struct ReportTests {
    private let appliance = Appliance()

    init() throws {
        #expect(try appliance.run("init").code == 0)
        try appliance.start()
        try appliance.drop("one.mp3", seed: 1)
        try appliance.drop("two <b>&amp;.mp3", seed: 2)
        #expect(try appliance.run("sync", "--timeout", "60").code == 0)
        #expect(appliance.names(in: "library").count == 2)
    }

    private func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    }

    /// The files that a page links to.
    private func links(of path: String) throws -> [String] {
        try text(path).split(separator: "href=\"").dropFirst().compactMap { part in
            let link = String(part.prefix { $0 != "\"" })
            guard !link.hasPrefix("#"), let plain = link.removingPercentEncoding else { return nil }
            return URL(fileURLWithPath: path).deletingLastPathComponent().appendingPathComponent(plain).path
        }
    }

    @Test func `the library's page lists the songs and leads to their pages`() throws {
        let page = appliance.home + "/report.html"
        let result = try appliance.run("report")
        #expect(result.code == 0 && result.output == page + "\n")
        #expect(try text(page).contains("2 songs") && !text(page).contains("<b>&amp;.mp3"))
        let targets = try links(of: page)
        #expect(targets.count == 2)
        for target in targets {
            #expect(try text(target).contains("The song at a glance"))
            for file in try links(of: target) { #expect(FileManager.default.fileExists(atPath: file), "\(file)") }
        }
        let elsewhere = appliance.scratch + "/pages"
        try FileManager.default.createDirectory(atPath: elsewhere, withIntermediateDirectories: true)
        #expect(try appliance.run("report", "--output", elsewhere + "/all.html").code == 0)
        #expect(
            try links(of: elsewhere + "/all.html").map { URL(fileURLWithPath: $0).standardized.path }.sorted()
                == targets.map { URL(fileURLWithPath: $0).standardized.path }.sorted())
    }

    @Test func `a song's page is made anew, the same for the same sidecar`() throws {
        let id = try #require(appliance.names(in: "library").first)
        let page = appliance.home + "/library/\(id)/report.html"
        #expect(try appliance.run("report", String(id.prefix(3))).output == page + "\n")
        let first = try text(page)
        try FileManager.default.removeItem(atPath: page)
        // The library's page has the missing one made.
        #expect(try appliance.run("report").code == 0)
        #expect(try text(page) == first)
        let other = appliance.scratch + "/song.html"
        #expect(try appliance.run("report", id, "--output", other).code == 0)
        #expect(try text(other) == first)
        #expect(appliance.brokenEntries() == [] && appliance.names(in: ".work/staging") == [])
    }

    @Test func `what cannot be done is said, and the rest is done`() throws {
        let ids = appliance.names(in: "library")
        #expect(try appliance.run("report", "nobody").code == 66)
        #expect(try appliance.run("report", ids[0], ids[1], "--output", "x.html").code == 64)
        #expect(try appliance.run("report", "--output", appliance.scratch + "/no/such/folder.html").code == 66)
        try Data("{".utf8).write(to: URL(fileURLWithPath: appliance.home + "/library/\(ids[0])/theory.json"))
        #expect(try appliance.run("report", ids[0]).code == 65)
        let result = try appliance.run("report")
        #expect(result.code == 65 && result.errors.contains("reprocess \(ids[0])"))
        #expect(try text(appliance.home + "/report.html").contains("1 song ·"))
    }

    @Test(.enabled(if: Programs.has("chromium"), "Chromium is not installed (apt-get install chromium)."))
    func `a browser shows both pages without a complaint, and runs the script that the policy names`() throws {
        #expect(try appliance.run("report").code == 0)
        let id = try #require(appliance.names(in: "library").first)
        let library = try show(appliance.home + "/report.html")
        #expect(library.dom.contains("<button type=\"button\">Title</button>"))
        #expect(!library.messages.contains("CONSOLE"), "\(library.messages)")
        let entry = appliance.home + "/library/\(id)"
        let song = try show(entry + "/report.html")
        let theory = try JSONSerialization.jsonObject(
            with: Data(contentsOf: URL(fileURLWithPath: entry + "/theory.json")))
        let sections = try #require((theory as? [String: Any])?["sections"] as? [Any])
        #expect(song.dom.contains("<h1>") && song.dom.contains("\(sections.count) section"))
        #expect(!song.messages.contains("CONSOLE"), "\(song.messages)")
    }

    /// What a browser makes of a page, and what it says while it does.
    private func show(_ page: String) throws -> (dom: String, messages: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            ["chromium", "--headless=new", "--disable-gpu", "--enable-logging=stderr", "--no-first-run"]
            + ["--user-data-dir=\(appliance.scratch)/browser"] + (geteuid() == 0 ? ["--no-sandbox"] : [])
            + ["--dump-dom", URL(fileURLWithPath: page).absoluteString]
        let (output, errors) = (appliance.scratch + "/dom", appliance.scratch + "/messages")
        for path in [output, errors] { _ = FileManager.default.createFile(atPath: path, contents: nil) }
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errors))
        try process.run()
        process.waitUntilExit()
        return (try text(output), try text(errors))
    }
}
