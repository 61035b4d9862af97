import Foundation
import TestSupport
import Testing

@Suite(.serialized, .timeLimit(.minutes(10))) struct CrashTests {
    private let appliance = Appliance()

    init() throws { #expect(try appliance.run("init").code == 0) }

    /// Every named place of the daemon's own process.
    /// Those of a claim are passed once for all the files of a batch.
    static let places = [
        "claim.intents:crash", "claim.rename:crash:2", "claim.sync:crash", "claim.confirm:crash", "work.start:crash:2",
        "publish.assemble:crash:2", "publish.begin:crash:2", "publish.rename:crash:2", "publish.finish:crash:2",
        "publish.clean:crash:2",
    ]

    @Test(arguments: places) func `a daemon that dies anywhere loses and doubles nothing`(place: String) async throws {
        for seed in 1...3 { try appliance.drop("\(seed).mp3", seed: seed) }
        try appliance.start(environment: ["MUSIGEN_FAILPOINT": place])
        #expect(try await appliance.daemonEnds(withinSeconds: 30), "\(place) was not reached")
        #expect(appliance.brokenEntries() == [])
        try appliance.start()
        #expect(try appliance.run("sync", "--timeout", "60").code == 0)
        #expect(appliance.names(in: "library").count == 3 && appliance.brokenEntries() == [])
        #expect(try appliance.query("SELECT count(*) AS n FROM tracks") == ["3"])
        #expect(appliance.names(in: "failed") == [] && appliance.names(in: "inbox") == [])
        #expect(appliance.names(in: ".work/claims") == [] && appliance.names(in: ".work/staging") == [])
        #expect(try appliance.run("verify").code == 0)
    }

    @Test(arguments: ["stage.decode", "stage.separate", "stage.analyse", "stage.keep"])
    func `a worker that keeps crashing costs its own song only`(place: String) async throws {
        try appliance.start(environment: [
            "MUSIGEN_FAILPOINT": "\(place):crash", "MUSIGEN_RETRIES_DELAY_SECONDS": "0",
        ])
        try appliance.drop("one.mp3", seed: 1)
        #expect(try appliance.run("sync", "--timeout", "60").code == 0)
        #expect(appliance.names(in: "failed") == ["one.mp3", "one.mp3.error.json"])
        #expect(try appliance.query("SELECT attempts FROM jobs") == ["3"])
        appliance.stop(signal: SIGTERM)
        try appliance.start()
        #expect(try appliance.run("retry").code == 0)
        #expect(try appliance.run("sync", "--timeout", "60").code == 0)
        #expect(appliance.names(in: "library").count == 1 && appliance.names(in: "failed") == [])
    }

    @Test func `a full disk is a pause and costs no attempt`() async throws {
        try appliance.start(environment: ["MUSIGEN_FAILPOINT": "stage.separate:ENOSPC"])
        try appliance.drop("one.mp3", seed: 1)
        #expect(try appliance.run("sync", "--timeout", "4").code == 75)
        #expect(
            try appliance.query("SELECT attempts, state FROM jobs").first.map {
                $0.hasPrefix("0|") || $0.hasPrefix("1|running")
            } == true)
        #expect(appliance.names(in: "failed") == [])
        #expect(try appliance.query("SELECT count(*) AS n FROM events WHERE kind = 'paused'") != ["0"])
        appliance.stop(signal: SIGTERM)
        try appliance.start()
        #expect(try appliance.run("sync", "--timeout", "60").code == 0)
        #expect(appliance.names(in: "library").count == 1)
    }

    @Test func `a read error is tried again`() async throws {
        try appliance.start(environment: [
            "MUSIGEN_FAILPOINT": "stage.decode:EIO", "MUSIGEN_RETRIES_DELAY_SECONDS": "0",
            "MUSIGEN_RETRIES_MAXIMUM_TRANSIENT_FAILURES": "2",
        ])
        try appliance.drop("one.mp3", seed: 1)
        #expect(try appliance.run("sync", "--timeout", "60").code == 0)
        #expect(try appliance.query("SELECT attempts FROM jobs") == ["2"])
        #expect(appliance.names(in: "failed").contains("one.mp3"))
    }

    @Test func `a silent worker is ended`() async throws {
        try appliance.start(environment: [
            "MUSIGEN_FAILPOINT": "stage.analyse:hang", "MUSIGEN_WORKERS_SILENCE_SECONDS": "5",
            "MUSIGEN_RETRIES_MAXIMUM_CRASHES": "1",
        ])
        try appliance.drop("one.mp3", seed: 1)
        #expect(try appliance.run("sync", "--timeout", "60").code == 0)
        let reason = try String(contentsOfFile: appliance.home + "/failed/one.mp3.error.json", encoding: .utf8)
        #expect(reason.contains("no sign of life"))
    }

    @Test func `a supervisor that dies three times in the same stage gives the song up`() async throws {
        try appliance.drop("one.mp3", seed: 1)
        for _ in 1...3 {
            try appliance.start(environment: ["MUSIGEN_FAILPOINT": "stage.separate:hang"])
            for _ in 0..<200 where try appliance.query("SELECT stage FROM jobs WHERE stage = 'separate'").isEmpty {
                try await Task.sleep(for: .milliseconds(50))
            }
            appliance.stop(signal: SIGKILL)
        }
        try appliance.start()
        #expect(try appliance.run("sync", "--timeout", "60").code == 0)
        #expect(appliance.names(in: "failed").contains("one.mp3"))
    }

    @Test func `a daemon that is asked to stop spends no attempt on the song it was at`() async throws {
        try appliance.start(environment: ["MUSIGEN_FAILPOINT": "stage.separate:hang"])
        try appliance.drop("one.mp3", seed: 1)
        for _ in 0..<200 where try appliance.query("SELECT stage FROM jobs WHERE stage = 'separate'").isEmpty {
            try await Task.sleep(for: .milliseconds(50))
        }
        appliance.stop(signal: SIGTERM)
        #expect(try appliance.query("SELECT attempts FROM jobs WHERE state = 'queued' AND reason IS NULL") == ["0"])
        try appliance.start()
        #expect(try appliance.run("sync", "--timeout", "60").code == 0)
        #expect(appliance.names(in: "library").count == 1)
    }

    @Test func `a catalogue that was deleted is made anew from the sidecars`() throws {
        try appliance.start()
        for seed in 1...2 { try appliance.drop("\(seed).mp3", seed: seed) }
        #expect(try appliance.run("sync", "--timeout", "60").code == 0)
        appliance.stop(signal: SIGTERM)
        for name in ["catalogue.db", "catalogue.db-wal", "catalogue.db-shm"] {
            try FileManager.default.removeItem(atPath: appliance.home + "/" + name)
        }
        try appliance.start()
        try appliance.drop("3.mp3", seed: 3)
        #expect(try appliance.run("sync", "--timeout", "60").code == 0)
        #expect(try appliance.query("SELECT count(*) AS n FROM tracks") == ["3"])
    }
}
