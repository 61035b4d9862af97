import DSP
import Foundation
import Settings
import SystemPackage
import TestSupport
import Testing

@testable import Ingest

@Suite struct PolicyTests {
    @Test(arguments: [
        ".hidden.mp3", "song.mp3.part", "x.CRDOWNLOAD", "a~", "song.mp3.filepart", ".goutputstream-ABC", "Thumbs.db",
        "._song.mp3", "4913",
    ])
    func `temporary names are never looked at`(name: String) throws {
        #expect(NameRules.isTemporary(try #require(FilePath.Component(name))))
    }

    @Test(arguments: ["song.mp3", "SONG.MP3", "song", "a song.wav", "partial.mp3"])
    func `ordinary names are looked at`(name: String) throws {
        let component = try #require(FilePath.Component(name))
        #expect(!NameRules.isTemporary(component) && !NameRules.isCompanion(component))
    }

    @Test func `covers and play lists stay where they are`() {
        #expect(NameRules.isCompanion("cover.JPG") && NameRules.isCompanion("album.m3u8"))
    }

    @Test func `failures that may pass are tried again later and later, and not for ever`() {
        let policy = RetryPolicy(settings: Settings())
        #expect(policy.afterTransient(attempts: 1) == .retry(afterSeconds: 30))
        #expect(policy.afterTransient(attempts: 2) == .retry(afterSeconds: 120))
        #expect(policy.afterTransient(attempts: 4) == .retry(afterSeconds: 1920))
        #expect(policy.afterTransient(attempts: 5) == .giveUp)
        #expect(policy.afterCrash(attempts: 2) == .retry(afterSeconds: 120))
        #expect(policy.afterCrash(attempts: 3) == .giveUp)
    }

    @Test func `four minutes of stems and features need about 200 megabytes, and a shortage is told in figures`() throws
    {
        let forecast = DiskForecast(durationSeconds: 240, stemFormat: "wav16", stemCount: 4)
        #expect((169_000_000...215_000_000).contains(forecast.neededBytes))
        #expect(forecast.shortage(freeBytes: 2_000_000_000, reserveBytes: 1_000_000_000) == nil)
        let text = try #require(forecast.shortage(freeBytes: 1_100_000_000, reserveBytes: 1_000_000_000))
        #expect(text.hasPrefix("disk:") && text.contains("1.10 GB free"))
        let six = DiskForecast(durationSeconds: 240, stemFormat: "wav16", stemCount: 6)
        #expect((255_000_000...315_000_000).contains(six.neededBytes))
    }

    @Test func `progress over all stages only grows and ends at one`() {
        var last = 0.0
        for stage in Stage.allCases {
            for fraction in [0, 0.5, 1] {
                #expect(stage.overall(fraction) >= last - 1e-9)
                last = stage.overall(fraction)
            }
        }
        #expect(abs(last - 1) < 1e-9)
    }

    @Test func `a full disk is the environment's fault, a bad file its own, a read error may pass`() {
        #expect(StageFailure(StageErrors.full, stage: .separate).kind == .environment)
        #expect(StageFailure(StageErrors.readError, stage: .decode).kind == .transient)
        #expect(StageFailure(StageErrors.noAudio, stage: .decode).kind == .permanent)
    }

    @Test func `a message survives the pipe between worker and supervisor`() throws {
        let failure = StageFailure(.transient, "read\nerror", whatToDo: "check")
        for message in [WorkerMessage.progress(stage: .separate, fraction: 0.25), .failed(stage: .decode, failure)] {
            let data = try JSONEncoder().encode(message)
            #expect(!data.contains(0x0A))
            #expect(try JSONDecoder().decode(WorkerMessage.self, from: data) == message)
        }
    }

    @Test(arguments: [1, 4, 6])
    func `the residual is measured whatever the number of stems and the sizes of the blocks`(stemCount: Int) throws {
        let frames = 100_000
        func block(_ value: Float, _ count: Int) -> AudioBuffer {
            AudioBuffer(
                sampleRateHz: 44_100, channels: Array(repeating: Array(repeating: value, count: count), count: 2))
        }
        var exact = ResidualMeter(stemCount: stemCount)
        var meter = ResidualMeter(stemCount: stemCount)
        for (stream, size) in zip(0...stemCount, [4096, 1000, 7777, 100_000, 33, 512, 65_536]) {
            let share = 1 / Float(stemCount)
            var done = 0
            while done < frames {
                let count = min(size, frames - done)
                meter.append(block(stream == 0 ? 1 : 0.9 * share, count), stream: stream, sign: stream == 0 ? 1 : -1)
                let power = stemCount == 6 ? 0.125 : share
                let whole = stream == 0 ? power * Float(stemCount) : power
                exact.append(block(whole, count), stream: stream, sign: stream == 0 ? 1 : -1)
                done += count
            }
        }
        #expect(abs(try #require(meter.decibels) + 20) < 0.01)
        #expect(exact.decibels == nil)
    }
}
