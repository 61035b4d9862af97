/// A track of a Standard MIDI File: events at ticks, written in order of time.
struct MIDITrack {
    private var events: [(tick: Int, rank: Int, bytes: [UInt8])] = []

    init(name: String) { addText(0x03, name, at: 0) }

    /// Number of the last tick.
    private(set) var endTick = 0

    /// A note. Its end comes before the beginning of another one at the same tick.
    ///
    /// - Parameter channel: 0...15; 9 is for percussion.
    mutating func addNote(_ number: Int, from start: Int, to end: Int, velocity: Int, channel: Int) {
        let note = UInt8(min(127, max(0, number)))
        add([0x90 | UInt8(channel), note, UInt8(min(127, max(1, velocity)))], at: start, rank: 3)
        add([0x80 | UInt8(channel), note, 0], at: max(start + 1, end), rank: 1)
    }

    /// The instrument (General MIDI, from 0) of a channel.
    mutating func addProgram(_ program: Int, channel: Int) {
        add([0xC0 | UInt8(channel), UInt8(program & 0x7F)], at: 0, rank: 2)
    }

    /// Microseconds per quarter note, 1 to 2^24 - 1.
    mutating func addTempo(_ microseconds: Int, at tick: Int) {
        let value = min(0xFF_FFFF, max(1, microseconds))
        addMeta(0x51, [UInt8(value >> 16), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF)], at: tick)
    }

    /// A time signature.
    ///
    /// - Parameter clocksPerBeat: MIDI clocks (24 to a quarter note) to a click of the metronome.
    mutating func addTimeSignature(_ numerator: Int, _ denominator: Int, clocksPerBeat: Int, at tick: Int) {
        let power = max(0, Int.bitWidth - 1 - max(1, denominator).leadingZeroBitCount)
        let values = [numerator, power, clocksPerBeat, 8].map { UInt8(min(255, max(0, $0))) }
        addMeta(0x58, values, at: tick)
    }

    /// A key signature of so many sharps (flats are negative).
    mutating func addKeySignature(fifths: Int, isMinor: Bool, at tick: Int) {
        addMeta(0x59, [UInt8(bitPattern: Int8(min(7, max(-7, fifths)))), isMinor ? 1 : 0], at: tick)
    }

    /// A text event of a kind: 3 a track's name, 6 a marker.
    mutating func addText(_ kind: UInt8, _ text: String, at tick: Int) {
        addMeta(kind, Array(text.utf8.prefix(4096)), at: tick)
    }

    /// The chunk of the track.
    ///
    /// - Parameter length: tick at which the track ends, at the earliest.
    func bytes(length: Int) -> [UInt8] {
        let ordered = events.enumerated().sorted {
            ($0.element.tick, $0.element.rank, $0.offset) < ($1.element.tick, $1.element.rank, $1.offset)
        }
        var contents: [UInt8] = []
        var time = 0
        for (_, event) in ordered {
            contents += Self.variableLength(event.tick - time) + event.bytes
            time = event.tick
        }
        contents += Self.variableLength(max(0, length - time)) + [0xFF, 0x2F, 0x00]
        return Array("MTrk".utf8) + Self.bigEndian32(contents.count) + contents
    }

    private mutating func addMeta(_ kind: UInt8, _ contents: [UInt8], at tick: Int) {
        add([0xFF, kind] + Self.variableLength(contents.count) + contents, at: tick, rank: 0)
    }

    private mutating func add(_ bytes: [UInt8], at tick: Int, rank: Int) {
        let tick = max(0, tick)
        events.append((tick, rank, bytes))
        endTick = max(endTick, tick)
    }

    /// Seven bits to a byte, the highest first; all but the last have their top bit set.
    static func variableLength(_ value: Int) -> [UInt8] {
        var bytes = [UInt8(value & 0x7F)]
        var rest = value >> 7
        while rest > 0 {
            bytes.insert(UInt8(rest & 0x7F) | 0x80, at: 0)
            rest >>= 7
        }
        return bytes
    }

    static func bigEndian32(_ value: Int) -> [UInt8] {
        [UInt8(value >> 24 & 0xFF), UInt8(value >> 16 & 0xFF), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF)]
    }
}
