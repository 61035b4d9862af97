import Glibc

/// How bass, voice and the other instruments play, from the positions of their notes in the bars.
struct PartFeatures {
    private static let nearBeats = 0.13

    let grid: GenreBars
    let evidence: SongEvidence

    /// Measures; without bars there are none, of a part that is not heard neither.
    var values: [GenreFeature: Double] {
        guard grid.beatCount > 7 else { return [:] }
        var values: [GenreFeature: Double] = [:]
        let beats = Double(grid.beatCount)
        let bass = grid.positions(of: evidence.onsets[.bass] ?? [], leastStrength: 0.08)
        values[.bassNotesPerBeat] = Double(bass.reduce(0) { $0 + $1.count }) / beats
        if bass.contains(where: { !$0.isEmpty }) {
            values[.bassOffBeatShare] = offBeatShare(bass)
            values[.walkingBassShare] = walkingShare(bass)
            values[.bassWithKickShare] = bassWithKickShare
        }
        let other = grid.positions(of: evidence.onsets[.other] ?? [], leastStrength: 0.08)
        values[.otherNotesPerBeat] = Double(other.reduce(0) { $0 + $1.count }) / beats
        if other.contains(where: { !$0.isEmpty }) {
            values[.otherOffBeatShare] = offBeatShare(other)
            values[.otherSixteenthShare] = sixteenthShare(other)
        }
        if let vocals = evidence.onsets[.vocals], evidence.durationSeconds > 0 {
            values[.vocalNotesPerSecond] = Double(vocals.count) / evidence.durationSeconds
        }
        return values
    }

    /// Share of the notes on beats or half beats that are on the half beats.
    private func offBeatShare(_ positions: [[Double]]) -> Double {
        let inside = positions.joined().map { $0 - floor($0) }
        let off = inside.count { $0 > 0.37 && $0 < 0.7 }
        let on = inside.count { $0 < Self.nearBeats || $0 > 1 - Self.nearBeats }
        return off + on > 0 ? Double(off) / Double(off + on) : 0
    }

    /// Share of the notes that are on neither beats nor half beats.
    private func sixteenthShare(_ positions: [[Double]]) -> Double {
        let inside = positions.joined().map { $0 - floor($0) }
        let between = inside.count { ($0 > 0.17 && $0 < 0.33) || ($0 > 0.71 && $0 < 0.83) }
        return inside.isEmpty ? 0 : Double(between) / Double(inside.count)
    }

    /// Share of the bars with a bass note on every beat and hardly any between.
    private func walkingShare(_ positions: [[Double]]) -> Double {
        let walking = zip(grid.bars, positions).count { bar, positions in
            let onBeats = (0..<bar.beatCount).count { beat in
                positions.contains { abs($0 - Double(beat)) < Self.nearBeats }
            }
            return onBeats == bar.beatCount && positions.count <= bar.beatCount + 1
        }
        return Double(walking) / Double(grid.bars.count)
    }

    /// Share of the bass notes that begin with a kick.
    private var bassWithKickShare: Double? {
        guard let kicks = evidence.onsets[.kick], let bass = evidence.onsets[.bass], bass.count > 8, kicks.count > 8
        else { return nil }
        var next = 0
        let together = bass.count { note in
            while next < kicks.count, kicks[next].timeSeconds < note.timeSeconds - 0.05 { next += 1 }
            return next < kicks.count && kicks[next].timeSeconds < note.timeSeconds + 0.05
        }
        return Double(together) / Double(bass.count)
    }
}
