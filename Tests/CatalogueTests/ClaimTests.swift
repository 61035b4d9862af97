import Catalogue
import Foundation
import Testing
import Tracks

@Suite struct ClaimTests {
    @Test func `a claimed file becomes a queued job with all that was known about it`() throws {
        let temporary = try TemporaryCatalogue()
        var file = intent("aa", name: "song.mp3", audioSHA256: "bb", tags: ["jazz", "a \"b\"\n"])
        file.inputNameBytes = [0x63, 0xE9, 0x0A]
        file.isTruncated = true
        let outcomes = try temporary.catalogue.recordIntents([file])
        #expect(outcomes == [.claim(jobID: 1)])
        #expect(try temporary.catalogue.job(1)?.state == .claiming)
        #expect(try temporary.catalogue.events(limit: 5).isEmpty)

        try temporary.catalogue.confirmClaims([1])
        let job = try #require(try temporary.catalogue.job(1))
        #expect(job.state == .queued)
        #expect(job.inputName == "song.mp3")
        #expect(job.inputNameBytes == [0x63, 0xE9, 0x0A])
        #expect(job.sourceDirectory == Array("/inbox".utf8))
        #expect(job.tags == ["jazz", "a \"b\"\n"])
        #expect(job.sha256 == "aa")
        #expect(job.audioSHA256 == "bb")
        #expect(job.sizeBytes == 1234)
        #expect(job.durationEstimateSeconds == 61.5)
        #expect(job.isTruncated)
        #expect(job.attempts == 0)
        #expect(abs(job.createdAt.timeIntervalSinceNow) < 60)
        let event = try #require(try temporary.catalogue.events(limit: 5).first)
        #expect(event.kind == "queued")
        #expect(event.jobID == 1)
        #expect(event.message.contains("song.mp3"))
    }

    @Test func `the same bytes twice in one call are one job`() throws {
        let temporary = try TemporaryCatalogue()
        let outcomes = try temporary.catalogue.recordIntents([
            intent("aa", name: "one.mp3"), intent("bb", name: "two.mp3"), intent("aa", name: "three.mp3"),
        ])
        #expect(outcomes == [.claim(jobID: 1), .claim(jobID: 2), .duplicateOfJob(jobID: 1)])
    }

    @Test(arguments: [JobState.claiming, .queued, .running, .publishing, .waiting])
    func `bytes of an unfinished job are a duplicate of it`(state: JobState) throws {
        let temporary = try TemporaryCatalogue()
        let catalogue = temporary.catalogue
        if state == .claiming {
            _ = try catalogue.recordIntents([intent("aa")])
        } else {
            let id = try temporary.claim(intent("aa"))
            if state != .queued { _ = try temporary.start() }
            if state == .publishing { try catalogue.beginPublishing(id, trackID: "t", manifest: "{}") }
            if state == .waiting { try catalogue.wait(id, reason: "No model is installed.") }
        }
        #expect(try catalogue.job(1)?.state == state)
        #expect(try catalogue.recordIntents([intent("aa", name: "b.mp3")]) == [.duplicateOfJob(jobID: 1)])
    }

    @Test func `bytes of a finished track are a duplicate of it, until it is removed`() throws {
        let temporary = try TemporaryCatalogue()
        let id = try temporary.claim(intent("aa"))
        _ = try temporary.start()
        let sidecar = try sampleSidecar("t", sha256: "aa")
        try temporary.catalogue.finish(id, sidecar: sidecar, libraryPath: "library/t", now: .now)
        #expect(try temporary.catalogue.recordIntents([intent("aa")]) == [.duplicateOfTrack(trackID: "t")])
        try temporary.catalogue.removeTrack("t")
        #expect(try temporary.catalogue.recordIntents([intent("aa")]) == [.claim(jobID: 2)])
    }

    @Test func `a prompt is always a new job`() throws {
        let temporary = try TemporaryCatalogue()
        let prompt = intent("aa", name: "p.txt", kind: .generate)
        #expect(try temporary.catalogue.recordIntents([prompt, prompt]) == [.claim(jobID: 1), .claim(jobID: 2)])
        #expect(try temporary.catalogue.recordIntents([intent("aa")]) == [.claim(jobID: 3)])
    }

    @Test(arguments: [JobState.failed, .cancelled])
    func `a job that ended badly is revived by the same bytes, or stays as it was`(state: JobState) throws {
        let temporary = try TemporaryCatalogue()
        let catalogue = temporary.catalogue
        let id = try temporary.claim(intent("aa"))
        _ = try temporary.start()
        try state == .failed ? catalogue.fail(id, reason: "why") : catalogue.cancel(id, reason: "why")
        let ended = try #require(try catalogue.job(id))
        #expect(ended.attempts == 1)

        let again = intent("aa", name: "renamed.mp3")
        #expect(try catalogue.recordIntents([again]) == [.claim(jobID: id)])
        #expect(try catalogue.job(id)?.state == .claiming)
        #expect(try catalogue.job(id)?.attempts == 0)
        try catalogue.abandonClaims([id])
        let abandoned = try #require(try catalogue.job(id))
        #expect(abandoned.state == state)
        #expect(abandoned.reason == "why")
        #expect(abandoned.finishedAt == ended.finishedAt)

        #expect(try catalogue.recordIntents([again]) == [.claim(jobID: id)])
        try catalogue.confirmClaims([id])
        let revived = try #require(try catalogue.job(id))
        #expect(revived.state == .queued)
        #expect(revived.reason == nil)
        #expect(revived.finishedAt == nil)
        #expect(revived.inputName == "renamed.mp3")
        try catalogue.abandonClaims([id])
        #expect(try catalogue.job(id)?.state == .queued)
    }

    @Test func `an abandoned claim leaves nothing, and its number is not used again`() throws {
        let temporary = try TemporaryCatalogue()
        _ = try temporary.catalogue.recordIntents([intent("aa")])
        try temporary.catalogue.abandonClaims([1])
        #expect(try temporary.catalogue.job(1) == nil)
        #expect(try temporary.catalogue.recordIntents([intent("aa")]) == [.claim(jobID: 2)])
    }

    @Test func `a file that waited in the inbox keeps its row when it is claimed`() throws {
        let temporary = try TemporaryCatalogue()
        try temporary.catalogue.waitInInbox(waitingFile("a.mp3", reason: "Its end is missing."))
        #expect(try temporary.catalogue.recordIntents([intent("aa", name: "a.mp3")]) == [.claim(jobID: 1)])
        try temporary.catalogue.confirmClaims([1])
        let job = try #require(try temporary.catalogue.job(1))
        #expect(job.sha256 == "aa")
        #expect(job.reason == nil)
        #expect(job.sizeBytes == 1234)
    }

    @Test func `a file that waited and turns out to be known waits no longer`() throws {
        let temporary = try TemporaryCatalogue()
        let id = try temporary.claim(intent("aa", name: "first.mp3"))
        try temporary.catalogue.waitInInbox(waitingFile("a.mp3", reason: "Its end is missing."))
        #expect(try temporary.catalogue.recordIntents([intent("aa", name: "a.mp3")]) == [.duplicateOfJob(jobID: id)])
        #expect(try temporary.catalogue.jobs(in: [.waiting]).isEmpty)
    }

    @Test func `a refused file that was put back is not listed as failed any more`() throws {
        let temporary = try TemporaryCatalogue()
        try temporary.catalogue.refuse(refusedFile(reason: "It is not an MP3 file."))
        try temporary.catalogue.refuse(refusedFile(reason: "It is still not an MP3 file."))
        #expect(try temporary.catalogue.jobs(in: [.failed]).map(\.reason) == ["It is still not an MP3 file."])
        _ = try temporary.claim(intent("aa"))
        #expect(try temporary.catalogue.countByState() == [.queued: 1])
        #expect(try temporary.catalogue.events(limit: 9).map(\.kind) == ["queued", "failed", "failed"])
    }

    @Test func `a thousand files are claimed in one call`() throws {
        let temporary = try TemporaryCatalogue()
        let intents = (0..<1000).map { intent("sha \($0 % 900)", name: "\($0).mp3") }
        let outcomes = try temporary.catalogue.recordIntents(intents)
        let ids = outcomes.compactMap { if case .claim(let id) = $0 { id } else { nil } }
        #expect(ids.count == 900)
        #expect(outcomes[950] == .duplicateOfJob(jobID: ids[50]))
        try temporary.catalogue.confirmClaims(ids)
        #expect(try temporary.catalogue.countByState() == [.queued: 900])
        #expect(try temporary.catalogue.events(limit: 2000).count == 900)
    }
}
