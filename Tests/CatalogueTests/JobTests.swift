import Catalogue
import Foundation
import Testing
import Tracks

@Suite struct JobTests {
    @Test func `jobs start oldest first, each once, its attempt on disk`() throws {
        let temporary = try TemporaryCatalogue()
        for sha in ["aa", "bb"] { _ = try temporary.claim(intent(sha)) }
        let now = Date(timeIntervalSince1970: 1_800_000_000.123)
        let first = try #require(try temporary.start(now: now))
        #expect(first.id == 1)
        #expect(first.state == .running)
        #expect(first.attempts == 1)
        #expect(try abs(#require(first.startedAt).timeIntervalSince(now)) < 0.001)
        let reader = try Catalogue(path: temporary.path, access: .readOnly)
        #expect(try reader.job(1) == first)
        try reader.close()
        #expect(try temporary.start()?.id == 2)
        #expect(try temporary.start() == nil)
    }

    @Test func `each kind has a queue of its own`() throws {
        let temporary = try TemporaryCatalogue()
        _ = try temporary.claim(intent("aa", kind: .generate))
        #expect(try temporary.start(.analyse) == nil)
        #expect(try temporary.start(.generate)?.id == 1)
    }

    @Test func `two jobs with the same audio do not run at once`() throws {
        let temporary = try TemporaryCatalogue()
        for (sha, audio) in [("aa", "x"), ("bb", "x"), ("cc", "y")] {
            _ = try temporary.claim(intent(sha, audioSHA256: audio))
        }
        #expect(try temporary.start()?.id == 1)
        #expect(try temporary.start()?.id == 3)
        #expect(try temporary.start() == nil)
        try temporary.catalogue.beginPublishing(1, trackID: "t", manifest: "{}")
        #expect(try temporary.start() == nil)
        try temporary.catalogue.fail(1, reason: "why")
        #expect(try temporary.start()?.id == 2)
    }

    @Test func `a job that was put back waits until its time has come`() throws {
        let temporary = try TemporaryCatalogue()
        let id = try temporary.claim(intent("aa"))
        let now = Date(timeIntervalSince1970: 1_800_000_000)
        _ = try temporary.start(now: now)
        try temporary.catalogue.requeue(id, reason: "disk", notBefore: now + 30, refundAttempt: false)
        #expect(try temporary.catalogue.job(id)?.reason == "disk")
        #expect(try temporary.catalogue.job(id)?.notBefore == now + 30)
        #expect(try temporary.start(now: now + 29.9) == nil)
        let again = try #require(try temporary.start(now: now + 30))
        #expect(again.attempts == 2)
        try temporary.catalogue.requeue(id, reason: nil, notBefore: nil, refundAttempt: true)
        #expect(try temporary.catalogue.job(id)?.attempts == 1)
        #expect(try temporary.catalogue.job(id)?.reason == nil)
    }

    @Test(arguments: [(-1.0, 0.0), (0.25, 0.25), (7, 1), (.nan, 0), (.infinity, 1)])
    func `progress stays between 0 and 1`(reported: Double, kept: Double) throws {
        let temporary = try TemporaryCatalogue()
        let id = try temporary.claim(intent("aa"))
        _ = try temporary.start()
        #expect(try temporary.catalogue.reportProgress(id, stage: "separate", progress: reported) == false)
        let job = try #require(try temporary.catalogue.job(id))
        #expect(job.progress == kept)
        #expect(job.stage == "separate")
    }

    @Test func `a request to cancel reaches the one who reports progress`() throws {
        let temporary = try TemporaryCatalogue()
        let id = try temporary.claim(intent("aa"))
        _ = try temporary.start()
        let commandLine = try Catalogue(path: temporary.path, access: .readWrite)
        try commandLine.requestCancel(id)
        try commandLine.close()
        #expect(try temporary.catalogue.reportProgress(id, stage: "decode", progress: 0.1))
        try temporary.catalogue.cancel(id, reason: "The user called it off.")
        let job = try #require(try temporary.catalogue.job(id))
        #expect(job.state == .cancelled)
        #expect(!job.cancelRequested)
        #expect(try temporary.catalogue.events(limit: 1).map(\.kind) == ["cancelled"])
        try temporary.catalogue.requestCancel(id)
        #expect(try temporary.catalogue.job(id)?.cancelRequested == false)
        #expect(try temporary.catalogue.reportProgress(99, stage: "decode", progress: 0))
    }

    @Test func `interruptions in the same stage are counted, and cost no attempt`() throws {
        let temporary = try TemporaryCatalogue()
        let catalogue = temporary.catalogue
        let id = try temporary.claim(intent("aa"))
        for (stage, count) in [("separate", 1), ("separate", 2), ("analyse", 1), ("separate", 1)] {
            _ = try temporary.start()
            _ = try catalogue.reportProgress(id, stage: stage, progress: 0.5)
            let jobs = try catalogue.recoverInterrupted()
            #expect(jobs.map(\.id) == [id])
            #expect(jobs.first?.state == .queued)
            #expect(jobs.first?.attempts == 0)
            #expect(jobs.first?.interruptedStage == stage)
            #expect(jobs.first?.interruptions == count)
            #expect(try catalogue.job(id) == jobs.first)
        }
        #expect(try catalogue.recoverInterrupted().isEmpty)
        _ = try temporary.start()
        #expect(try catalogue.recoverInterrupted().first?.interruptions == 1)
        #expect(try catalogue.events(limit: 1).map(\.kind) == ["interrupted"])
    }

    @Test func `a publishing job is not interrupted but left to be mended`() throws {
        let temporary = try TemporaryCatalogue()
        let id = try temporary.claim(intent("aa"))
        _ = try temporary.start()
        try temporary.catalogue.beginPublishing(id, trackID: "t", manifest: "{\"files\":1}")
        #expect(try temporary.catalogue.recoverInterrupted().isEmpty)
        let job = try #require(try temporary.catalogue.jobs(in: [.publishing]).first)
        #expect(job.trackID == "t")
        #expect(job.manifest == "{\"files\":1}")
        #expect(job.stage == "publish")
    }

    @Test func `a finished job has its track, its receipt and nothing left to say`() throws {
        let temporary = try TemporaryCatalogue()
        let id = try temporary.claim(intent("aa"))
        _ = try temporary.start()
        try temporary.catalogue.requeue(id, reason: "disk", notBefore: nil, refundAttempt: true)
        _ = try temporary.start()
        try temporary.catalogue.beginPublishing(id, trackID: "t", manifest: "{}")
        let now = Date(timeIntervalSince1970: 1_800_000_000)
        try temporary.catalogue.finish(
            id, sidecar: try sampleSidecar("t", sha256: "aa"), libraryPath: "/music/library/t", now: now)
        let job = try #require(try temporary.catalogue.job(id))
        #expect(job.state == .done)
        #expect(job.progress == 1)
        #expect(job.reason == nil)
        #expect(job.manifest == nil)
        #expect(job.trackID == "t")
        #expect(job.finishedAt == now)
        #expect(try temporary.catalogue.track("t")?.libraryPath == "/music/library/t")
        let event = try #require(try temporary.catalogue.events(limit: 1).first)
        #expect(event.kind == "done")
        #expect(event.trackID == "t")
    }

    @Test func `finishing is all or nothing`() throws {
        let temporary = try TemporaryCatalogue()
        let id = try temporary.claim(intent("aa"))
        _ = try temporary.start()
        var sidecar = try sampleSidecar("t", sha256: "aa")
        sidecar.beats[7].timeSeconds = .nan
        #expect(throws: CatalogueError.self) {
            try temporary.catalogue.finish(id, sidecar: sidecar, libraryPath: "t", now: .now)
        }
        #expect(try temporary.catalogue.job(id)?.state == .running)
        #expect(try temporary.column("SELECT count(*) FROM tracks") == ["0"])
        #expect(try temporary.column("SELECT count(*) FROM chords") == ["0"])
    }

    @Test func `lists and counts are in the order that people expect`() throws {
        let temporary = try TemporaryCatalogue()
        for sha in ["aa", "bb", "cc", "dd"] { _ = try temporary.claim(intent(sha)) }
        let now = Date(timeIntervalSince1970: 1_800_000_000)
        for (second, id) in ([3, 1, 2] as [Int64]).enumerated() {
            try temporary.catalogue.finish(
                id, sidecar: try sampleSidecar("t\(id)"), libraryPath: "t\(id)", now: now + Double(second))
        }
        #expect(try temporary.catalogue.jobs(in: [.done, .queued]).map(\.id) == [1, 2, 3, 4])
        #expect(try temporary.catalogue.jobs(in: []).isEmpty)
        #expect(try temporary.catalogue.recentJobs(limit: 2).map(\.id) == [2, 1])
        #expect(try temporary.catalogue.countByState() == [.done: 3, .queued: 1])
    }
}
