internal import MusicTheory
internal import Tracks

/// The measures of a lead sheet.
struct MusicXMLPart {
    /// Divisible by halves and thirds of every beat.
    private static let divisionsPerQuarter = 96
    private static let measuresPerSystem = 4

    private let song: ExportSong
    private let grid: BarGrid
    private let chart: BarChart
    private let beatDivisions: Int
    private var sections: [Int: Section] = [:]
    private var keys: [Int: Key] = [:]
    private var tempi: [Int: Double] = [:]

    init(_ song: ExportSong, _ grid: BarGrid) {
        self.song = song
        self.grid = grid
        chart = BarChart(song, grid)
        beatDivisions = Int((grid.quartersPerBeat * Double(Self.divisionsPerQuarter)).rounded())
        for section in song.sections { sections[grid.barIndex(nearestTo: section.startSeconds)] = section }
        for region in song.keyRegions {
            if let key = Key(region.key) { keys[grid.barIndex(nearestTo: region.startSeconds)] = key }
        }
        keys[0] = keys[0] ?? song.keyRegions.first.flatMap { Key($0.key) } ?? song.key
        if song.sidecar.tempoIsConstant == false {
            for change in song.sidecar.tempoMap where change.startSeconds.isFinite && (1...2000).contains(change.bpm) {
                tempi[grid.barIndex(nearestTo: change.startSeconds)] = change.bpm
            }
        }
        let first = 60 * Double(grid.times.count - 1) / (grid.times[grid.times.count - 1] - grid.times[0])
        tempi[0] = tempi[0] ?? song.bpm ?? first
    }

    func write(to xml: inout XMLWriter) {
        var meter: Meter?
        var key: Key?
        var measuresInSystem = 0
        for (index, bar) in grid.bars.enumerated() {
            let isPickup = grid.isPickup(bar)
            let number: KeyValuePairs =
                isPickup ? ["number": "\(bar.number)", "implicit": "yes"] : ["number": "\(bar.number)"]
            let isNewSystem = index > 0 && (sections[index] != nil || measuresInSystem == Self.measuresPerSystem)
            if isNewSystem { measuresInSystem = 0 }
            if !isPickup { measuresInSystem += 1 }
            // The pick-up is written in the meter of the bars that follow it.
            let signature = isPickup ? grid.meter : grid.signature(ofBeats: bar.beats.count)
            let newKey = keys[index] == key ? nil : keys[index]
            let newMeter = signature == meter ? nil : signature
            (key, meter) = (newKey ?? key, signature)
            xml.element("measure", number) { xml in
                if isNewSystem { xml.element("print", ["new-system": "yes"]) }
                writeAttributes(newKey, newMeter, isFirst: index == 0, to: &xml)
                if let section = sections[index] { Self.writeRehearsal(section, to: &xml) }
                if let bpm = tempi[index] { writeTempo(bpm, to: &xml) }
                writeContents(of: chart.bars[index], repeatsHeld: sections[index] != nil, to: &xml)
                writeBarline(after: index, to: &xml)
            }
        }
    }

    private func writeAttributes(_ key: Key?, _ meter: Meter?, isFirst: Bool, to xml: inout XMLWriter) {
        guard isFirst || key != nil || meter != nil else { return }
        xml.element("attributes") { xml in
            if isFirst { xml.element("divisions", [:], "\(Self.divisionsPerQuarter)") }
            if let key {
                xml.element("key") { xml in
                    xml.element("fifths", [:], "\(key.signatureFifths)")
                    xml.element("mode", [:], key.mode.rawValue)
                }
            }
            if let meter {
                xml.element("time") { xml in
                    xml.element("beats", [:], "\(meter.numerator)")
                    xml.element("beat-type", [:], "\(meter.denominator)")
                }
            }
            guard isFirst else { return }
            xml.element("clef") { xml in
                xml.element("sign", [:], "G")
                xml.element("line", [:], "2")
            }
            xml.element("measure-style") {
                $0.element("slash", ["type": "start", "use-dots": "no", "use-stems": "no"])
            }
        }
    }

    private static func writeRehearsal(_ section: Section, to xml: inout XMLWriter) {
        xml.element("direction", ["placement": "above"]) { xml in
            xml.element("direction-type") { $0.element("rehearsal", [:], section.fullName) }
        }
    }

    private func writeTempo(_ bpm: Double, to xml: inout XMLWriter) {
        xml.element("direction", ["placement": "above"]) { xml in
            if let unit = NoteValue(quarters: grid.quartersPerBeat) {
                xml.element("direction-type") { xml in
                    xml.element("metronome") { xml in
                        xml.element("beat-unit", [:], unit.name)
                        if unit.isDotted { xml.element("beat-unit-dot") }
                        xml.element("per-minute", [:], DecimalText.short(bpm, decimals: 2))
                    }
                }
            }
            xml.element("sound", ["tempo": DecimalText.short(bpm * grid.quartersPerBeat, decimals: 4)])
        }
    }

    /// - Parameter repeatsHeld: whether a chord that goes on from before is written again, as at a section's beginning.
    private func writeContents(of bar: BarChart.Bar, repeatsHeld: Bool, to xml: inout XMLWriter) {
        var bar = bar
        if repeatsHeld, let held = bar.held { bar.changes.insert((0, held), at: 0) }
        let length = bar.beatCount * beatDivisions
        if bar.changes.allSatisfy({ $0.beat == 0 }) {
            bar.changes.forEach { MusicXMLHarmony.write($0.chord, to: &xml) }
            xml.element("note") { xml in
                xml.element("rest", ["measure": "yes"])
                xml.element("duration", [:], "\(length)")
            }
            return
        }
        var place = 0
        for (index, change) in bar.changes.enumerated() {
            let start = Int((change.beat * Double(beatDivisions)).rounded())
            writeRests(from: place, to: start, xml: &xml)
            MusicXMLHarmony.write(change.chord, to: &xml)
            place = start
            if index == bar.changes.count - 1 { writeRests(from: place, to: length, xml: &xml) }
        }
    }

    /// Rests of whole note values: up to the next beat first, then by the longest that are left.
    private func writeRests(from start: Int, to end: Int, xml: inout XMLWriter) {
        var place = start
        while place < end {
            let offBeat = place % beatDivisions
            let limit = offBeat == 0 ? end - place : min(end - place, beatDivisions - offBeat)
            let part = beatDivisions / chart.placesPerBeat
            let lengths = [4 * beatDivisions, 2 * beatDivisions, beatDivisions, 2 * part, part]
            let length = lengths.first { $0 <= limit } ?? limit
            xml.element("note") { xml in
                xml.element("rest")
                xml.element("duration", [:], "\(length)")
                guard let value = NoteValue(quarters: Double(length) / Double(Self.divisionsPerQuarter)) else { return }
                xml.element("type", [:], value.name)
                if value.isDotted { xml.element("dot") }
            }
            place += length
        }
    }

    private func writeBarline(after index: Int, to xml: inout XMLWriter) {
        let isLast = index == grid.bars.count - 1
        guard isLast || sections[index + 1] != nil else { return }
        xml.element("barline", ["location": "right"]) {
            $0.element("bar-style", [:], isLast ? "light-heavy" : "light-light")
        }
    }
}
