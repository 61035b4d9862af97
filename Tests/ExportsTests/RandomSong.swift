import Tracks

/// Songs of random tempo, meter and length, with irregular bars, and with damage where that is asked for.
struct RandomSong {
    private var generator: SplitMix

    init(seed: UInt64) { generator = SplitMix(state: seed) }

    mutating func song(isDamaged: Bool = false) -> SampleSong {
        var song = SampleSong()
        let meter = ["4/4", "3/4", "6/8", "7/8", "5/4", "12/8", "2/2"].randomElement(using: &generator) ?? "4/4"
        let perBar = ["6/8": 2, "12/8": 4][meter] ?? Int(meter.prefix(1)) ?? 4
        song.meter = meter
        let period = Double.random(in: 0.25...1.2, using: &generator)
        song.bpm = 60 / period
        song.isConstant = false
        var time = Bool.random(using: &generator) ? Double.random(in: 0...3, using: &generator) : 0
        var beat = Int.random(in: 1...perBar, using: &generator)
        var bar = beat == 1 ? 1 : 0
        for _ in 0..<Int.random(in: 2...300, using: &generator) {
            song.beats.append(
                Beat(timeSeconds: time, bar: bar, beat: beat, isDownbeat: beat == 1, confidence: 0.5))
            time += period * Double.random(in: 0.8...1.25, using: &generator)
            beat += 1
            // Now and then a bar is too short or too long.
            let length = Int.random(in: 0..<40, using: &generator) == 0 ? perBar + 1 : perBar
            if beat > length || Int.random(in: 0..<60, using: &generator) == 0 { (beat, bar) = (1, bar + 1) }
        }
        song.durationSeconds = time + Double.random(in: 0...4, using: &generator)
        let labels = ["C:maj", "A:min7", "F#:hdim7", "Bb:7/3", "N", "G:sus4", "E:minmaj7", "D:5", "strange"]
        var start = 0.0
        while start < song.durationSeconds {
            let end = start + Double.random(in: 0.05...6, using: &generator)
            song.chords.append(SampleSong.chord(labels.randomElement(using: &generator) ?? "N", start, end))
            start = end
        }
        start = 0
        while start < song.durationSeconds {
            let end = start + Double.random(in: 1...30, using: &generator)
            song.sections.append(SampleSong.section(start, end, nil, "A", Bool.random(using: &generator) ? "x" : nil))
            start = end
        }
        let times = (0..<200).map { _ in Double.random(in: 0...song.durationSeconds, using: &generator) }.sorted()
        song.theory.rhythmic.onsets = [
            "kick": OnsetTrack(timesSeconds: times, strengths: []),
            "bass": OnsetTrack(timesSeconds: times, strengths: times.map { _ in 0.5 }),
        ]
        if isDamaged { damage(&song) }
        return song
    }

    private mutating func damage(_ song: inout SampleSong) {
        let bad = [Double.nan, -.infinity, .infinity, -1, 1e300, 0]
        for i in song.beats.indices where Int.random(in: 0..<10, using: &generator) == 0 {
            song.beats[i].timeSeconds = bad.randomElement(using: &generator) ?? 0
            song.beats[i].bar = Int.random(in: -5...5, using: &generator)
        }
        for i in song.chords.indices where Int.random(in: 0..<5, using: &generator) == 0 {
            song.chords[i].endSeconds = bad.randomElement(using: &generator) ?? 0
            song.chords[i].label = ["", "H:maj", "\u{1}", "C:maj(9)/b7", "X"].randomElement(using: &generator) ?? ""
            song.chords[i].confidence = .nan
        }
        for i in song.sections.indices where Int.random(in: 0..<5, using: &generator) == 0 {
            song.sections[i].startSeconds = bad.randomElement(using: &generator) ?? 0
            song.sections[i].confidence = .infinity
        }
        song.bpm = Bool.random(using: &generator) ? .nan : -3
        song.meter = ["0/0", "99/1", "4/4", "x", "64/64"].randomElement(using: &generator) ?? nil
        song.keyRegions.append(KeyRegion(startSeconds: .nan, endSeconds: 3, key: "none"))
        song.keyRegions.append(KeyRegion(startSeconds: 5, endSeconds: 9, key: "H dorian"))
        if Bool.random(using: &generator) { song.durationSeconds = .nan }
        song.title = "\u{0}\u{FFFE}]]>\u{1F600}"
        song.theory.rhythmic.onsets?["kick"] = OnsetTrack(timesSeconds: [3, .nan, -1, 1], strengths: [.nan, 9])
    }
}

/// A small generator of reproducible numbers (Steele, Lea & Flood, Fast Splittable Pseudorandom Number Generators, 2014).
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
