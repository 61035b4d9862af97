import Catalogue
import Testing
import Tracks

@Suite struct WaitingTests {
    @Test func `a waiting file has one row, and a receipt when the kind of reason changes`() throws {
        let temporary = try TemporaryCatalogue()
        let catalogue = temporary.catalogue
        for reason in [
            "The end is missing (3 of 8 MB).", "The end is missing (5 of 8 MB).", "Permission denied: ask root.",
        ] {
            try catalogue.waitInInbox(waitingFile(reason: reason))
        }
        let jobs = try catalogue.jobs(in: [.waiting])
        #expect(jobs.count == 1)
        #expect(jobs.first?.reason == "Permission denied: ask root.")
        #expect(jobs.first?.sha256 == nil)
        #expect(
            try catalogue.events(limit: 9).map(\.message) == [
                "a.mp3: Permission denied: ask root.", "a.mp3: The end is missing (3 of 8 MB).",
            ])
    }

    @Test func `names are told apart byte by byte`() throws {
        let temporary = try TemporaryCatalogue()
        var (composed, decomposed) = (waitingFile(reason: "why"), waitingFile(reason: "why"))
        composed.inputNameBytes = Array("caf\u{E9}.mp3".utf8)
        decomposed.inputNameBytes = Array("cafe\u{301}.mp3".utf8)
        try temporary.catalogue.waitInInbox(composed)
        try temporary.catalogue.waitInInbox(decomposed)
        #expect(try temporary.catalogue.jobs(in: [.waiting]).count == 2)
    }

    @Test func `a file that went away leaves a receipt alone`() throws {
        let temporary = try TemporaryCatalogue()
        try temporary.catalogue.waitInInbox(waitingFile(reason: "why"))
        for _ in 0..<2 {
            try temporary.catalogue.endWaiting(
                sourceDirectory: Array("/inbox".utf8), inputNameBytes: Array("a.mp3".utf8))
        }
        #expect(try temporary.catalogue.countByState().isEmpty)
        #expect(try temporary.catalogue.events(limit: 9).map(\.kind) == ["withdrawn", "waiting"])
    }

    @Test func `claimed jobs that wait are released by kind, files in the inbox are not`() throws {
        let temporary = try TemporaryCatalogue()
        let song = try temporary.claim(intent("aa", name: "x.mp3"))
        let prompt = try temporary.claim(intent("bb", name: "p.txt", kind: .generate))
        try temporary.catalogue.waitInInbox(waitingFile(reason: "why"))
        _ = try temporary.start()
        for id in [song, prompt] { try temporary.catalogue.wait(id, reason: "No model is installed.") }
        #expect(try temporary.catalogue.job(song)?.attempts == 0)
        try temporary.catalogue.releaseWaiting(kind: .generate)
        #expect(try temporary.catalogue.job(prompt)?.state == .queued)
        #expect(try temporary.catalogue.job(prompt)?.reason == nil)
        #expect(try temporary.catalogue.jobs(in: [.waiting]).map(\.inputName) == ["x.mp3", "a.mp3"])
        try temporary.catalogue.releaseWaiting(kind: .analyse)
        #expect(try temporary.catalogue.jobs(in: [.waiting]).map(\.inputName) == ["a.mp3"])
    }

    @Test func `a refused file takes the place of the row it waited in`() throws {
        let temporary = try TemporaryCatalogue()
        try temporary.catalogue.waitInInbox(waitingFile(reason: "why"))
        try temporary.catalogue.refuse(refusedFile(reason: "It is a picture."))
        let jobs = try temporary.catalogue.recentJobs(limit: 9)
        #expect(jobs.map(\.state) == [.failed])
        #expect(jobs.first?.reason == "It is a picture.")
        #expect(jobs.first?.finishedAt != nil)
        #expect(try temporary.catalogue.countByState() == [.failed: 1])
        #expect(try temporary.catalogue.events(limit: 1).map(\.kind) == ["failed"])
    }

    @Test func `several receipts are recorded at once`() throws {
        let temporary = try TemporaryCatalogue()
        try temporary.catalogue.recordMany([
            NewEvent(kind: "duplicate", message: "one", jobID: 4, trackID: nil),
            NewEvent(kind: "duplicate", message: "two", jobID: nil, trackID: "t"),
        ])
        let events = try temporary.catalogue.events(limit: 9)
        #expect(events.map(\.message) == ["two", "one"])
        #expect(events.map(\.trackID) == ["t", nil])
        #expect(events.map(\.jobID) == [nil, 4])
        #expect(try temporary.catalogue.events(limit: 0).isEmpty)
    }
}
