import Testing
import Tracks

@testable import Reports

@Suite struct SongBarsTests {
    @Test func `bars begin at downbeats and the last has the usual length`() {
        var sidecar = SampleSong.sidecar(barCount: 4)
        sidecar.track.durationSeconds = 30
        let bars = SongBars(sidecar)
        #expect(bars.bars.map(\.number) == [1, 2, 3, 4])
        #expect(bars.bars.map(\.startSeconds) == [0, 2, 4, 6])
        #expect(bars.bars.last?.endSeconds == 8)
    }

    @Test func `each chord is in the bars that it sounds in`() {
        var sidecar = SampleSong.sidecar(barCount: 4)
        sidecar.chords[0].endSeconds = 5
        sidecar.chords[1].startSeconds = 5
        sidecar.chords[1].endSeconds = 6.02  // a sliver into bar 4
        sidecar.chords[2].startSeconds = 6.02
        sidecar.chords.removeLast()
        let bars = SongBars(sidecar)
        sidecar.chords[2].endSeconds = 8
        let slices = bars.slices(of: sidecar.chords)
        #expect(slices.map { $0.map(\.index) } == [[0], [0], [0, 1], [2]])
        #expect(slices.map { $0.map(\.isContinued) } == [[false], [true], [true, false], [false]])
    }

    @Test func `each bar is in one section, whatever the sections are`() {
        let sidecar = SampleSong.sidecar(barCount: 20)
        let bars = SongBars(sidecar)
        for sections in [
            [], sidecar.sections, Array(sidecar.sections.reversed()),
            sidecar.sections.map {
                Section(startSeconds: 0, endSeconds: -1, startBar: nil, letter: $0.letter, label: nil, confidence: 0)
            },
        ] {
            let covered = bars.ranges(of: sections).flatMap { Array($0.bars) }
            #expect(covered == Array(bars.bars.indices))
        }
    }
}
