import Testing

/// Reads Standard MIDI Files independently of the writer.
struct MIDIReader {
    struct Event {
        var tick: Int
        /// Status byte; 0xFF for meta events.
        var status: UInt8
        /// Kind of a meta event, key of a note.
        var kind: UInt8
        var data: [UInt8]
    }

    var format = 0
    var ticksPerQuarter = 0
    var tracks: [[Event]] = []

    init(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        func number(_ count: Int) throws -> Int {
            try #require(rest.count >= count)
            defer { rest = rest.dropFirst(count) }
            return rest.prefix(count).reduce(0) { $0 << 8 | Int($1) }
        }
        func variable() throws -> Int {
            var value = 0
            for _ in 0..<4 {
                let byte = try number(1)
                value = value << 7 | byte & 0x7F
                if byte < 0x80 { return value }
            }
            Issue.record("A length of more than four bytes.")
            return value
        }
        try #require(try number(4) == 0x4D54_6864)
        try #require(try number(4) == 6)
        format = try number(2)
        let count = try number(2)
        ticksPerQuarter = try number(2)
        for _ in 0..<count {
            try #require(try number(4) == 0x4D54_726B)
            let length = try number(4)
            let end = rest.count - length
            var events: [Event] = []
            var tick = 0
            while rest.count > end {
                tick += try variable()
                let status = UInt8(try number(1))
                try #require(status >= 0x80)
                if status == 0xFF {
                    let kind = UInt8(try number(1))
                    let size = try variable()
                    events.append(Event(tick: tick, status: status, kind: kind, data: Array(rest.prefix(size))))
                    rest = rest.dropFirst(size)
                } else {
                    let kind = UInt8(try number(1))
                    let isOne = status & 0xF0 == 0xC0
                    events.append(
                        Event(tick: tick, status: status, kind: kind, data: isOne ? [] : [UInt8(try number(1))]))
                }
            }
            try #require(rest.count == end && events.last?.kind == 0x2F)
            tracks.append(events)
        }
        #expect(rest.isEmpty)
    }

    func meta(_ kind: UInt8) -> [Event] { tracks[0].filter { $0.status == 0xFF && $0.kind == kind } }

    func track(_ name: String) -> [Event]? {
        tracks.first { $0.contains { $0.kind == 3 && $0.data == Array(name.utf8) } }
    }

    func notes(_ name: String) -> [Event] { (track(name) ?? []).filter { $0.status & 0xF0 == 0x90 } }

    /// The time of a tick by the tempo map.
    func seconds(_ tick: Int) -> Double {
        var (time, last, perQuarter) = (0.0, 0, 500_000)
        for event in meta(0x51) where event.tick < tick {
            time += Double(event.tick - last) * Double(perQuarter) / 1e6 / Double(ticksPerQuarter)
            (last, perQuarter) = (event.tick, event.data.reduce(0) { $0 << 8 | Int($1) })
        }
        return time + Double(tick - last) * Double(perQuarter) / 1e6 / Double(ticksPerQuarter)
    }

    /// Ticks at which a bar begins, up to the end of the file.
    var barLines: [Int] {
        let end = tracks.map { $0.last?.tick ?? 0 }.max() ?? 0
        let signatures = meta(0x58)
        var lines: [Int] = []
        for (i, event) in signatures.enumerated() {
            let length = (Int(event.data[0]) * ticksPerQuarter * 4) >> Int(event.data[1])
            let next = i + 1 < signatures.count ? signatures[i + 1].tick : end
            lines += stride(from: event.tick, to: next, by: length)
            // A signature must not cut a bar.
            if i + 1 < signatures.count { #expect((next - event.tick) % length == 0) }
        }
        return lines
    }
}
