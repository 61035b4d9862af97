internal import MusicTheory
internal import Tracks

/// The annotations of a song, one for each kind of thing that there is.
struct JAMSAnnotations {
    private let song: ExportSong

    init(_ song: ExportSong) { self.song = song }

    var all: [JAMSFile.Annotation] {
        ([tempo, beats, chords, numerals, keys, sections, letters, genre] as [JAMSFile.Annotation?]).compactMap(\.self)
            + onsets
    }

    private func annotation(
        _ namespace: String, _ data: [JAMSFile.Observation], sandbox: [String: JAMSValue] = [:]
    ) -> JAMSFile.Annotation? {
        guard !data.isEmpty else { return nil }
        let tool = song.sidecar.tools["analysis"]
        let model = tool.map { " (\($0.model), version \($0.version))" } ?? ""
        return JAMSFile.Annotation(
            namespace: namespace, data: data,
            metadata: JAMSFile.AnnotationMetadata(
                version: song.programVersion, annotationTools: "musigen \(song.programVersion)\(model)"),
            sandbox: .object(sandbox), duration: song.durationSeconds)
    }

    private var tempo: JAMSFile.Annotation? {
        guard let bpm = song.bpm else { return nil }
        let confidence = degree(song.sidecar.bpmConfidence) ?? 0
        let changes = song.sidecar.tempoMap.filter {
            (0..<song.durationSeconds).contains($0.startSeconds) && (1...2000).contains($0.bpm)
        }.sorted { $0.startSeconds < $1.startSeconds }
        guard song.sidecar.tempoIsConstant == false, changes.count > 1 else {
            return annotation(
                "tempo",
                [
                    .init(
                        time: 0, duration: song.durationSeconds, value: .number(bpm), confidence: .number(confidence))
                ])
        }
        let ends = changes.dropFirst().map(\.startSeconds) + [song.durationSeconds]
        return annotation(
            "tempo",
            zip(changes, ends).map {
                .init(
                    time: $0.startSeconds, duration: $1 - $0.startSeconds, value: .number($0.bpm),
                    confidence: .number(confidence))
            }, sandbox: ["bpm": .number(bpm)])
    }

    private var beats: JAMSFile.Annotation? {
        annotation(
            "beat",
            song.beats.map {
                .init(
                    time: $0.timeSeconds, duration: 0, value: .number(Double($0.beat)),
                    confidence: JAMSValue(degree($0.confidence)))
            })
    }

    private var chords: JAMSFile.Annotation? {
        annotation(
            "chord",
            song.chords.map {
                // The namespace has "X" for what it cannot spell.
                let value = $0.chord?.harte ?? ($0.isNone ? "N" : "X")
                return span($0, .text(value))
            }, sandbox: ["symbols": .list(song.chords.map { .text($0.symbol) })])
    }

    private var numerals: JAMSFile.Annotation? {
        let known = song.chords.filter { $0.function != nil }
        let data = known.compactMap { chord -> JAMSFile.Observation? in
            guard let tonic = key(at: chord)?.tonicSpelling.name,
                let numeral = chord.function.flatMap({ JAMSRomanNumeral.text($0.roman) })
            else { return nil }
            return span(chord, .object(["tonic": .text(tonic), "chord": .text(numeral)]))
        }
        return annotation(
            "chord_roman", data,
            sandbox: [
                "time": .list(known.map { .number($0.startSeconds) }),
                "roman": .list(known.map { JAMSValue($0.function?.roman) }),
                "function": .list(known.map { JAMSValue($0.function?.function) }),
                "applied_to": .list(known.map { JAMSValue($0.function?.appliedTo) }),
                "borrowed_from": .list(known.map { JAMSValue($0.function?.borrowedFrom) }),
            ])
    }

    private var keys: JAMSFile.Annotation? {
        annotation(
            "key_mode",
            song.keyRegions.compactMap { region in
                guard let key = Key(region.key) else { return nil }
                return .init(
                    time: region.startSeconds, duration: region.endSeconds - region.startSeconds,
                    value: .text("\(key.tonicSpelling.name):\(key.mode.rawValue)"),
                    confidence: JAMSValue(region.key == song.sidecar.key ? degree(song.sidecar.keyConfidence) : nil))
            })
    }

    private var sections: JAMSFile.Annotation? {
        annotation("segment_open", song.sections.map { span($0, $0.shortName) }, sandbox: ["level": .text("function")])
    }

    private var letters: JAMSFile.Annotation? {
        annotation(
            "segment_open", song.sections.map { span($0, PlainText.line($0.letter)) },
            sandbox: ["level": .text("letter")])
    }

    private var genre: JAMSFile.Annotation? {
        guard let primary = song.genre else { return nil }
        let genre = song.sidecar.musicTheory.genre
        let candidates = [(primary, genre.confidence)] + (genre.secondary ?? []).map { ($0.name, $0.confidence) }
        return annotation(
            "tag_open",
            candidates.map {
                .init(
                    time: 0, duration: song.durationSeconds, value: .text($0), confidence: JAMSValue(degree($1)))
            }, sandbox: ["kind": .text("genre"), "basis": JAMSValue(genre.confidenceBasis)])
    }

    private var onsets: [JAMSFile.Annotation] {
        song.voices.compactMap { voice in
            annotation(
                "onset",
                song.onsets(of: voice).map {
                    .init(time: $0.seconds, duration: 0, value: .null, confidence: .number($0.strength))
                }, sandbox: ["voice": .text(voice)])
        }
    }

    private func key(at chord: ExportedChord) -> Key? {
        let middle = (chord.startSeconds + chord.endSeconds) / 2
        let region = song.keyRegions.first { $0.startSeconds <= middle && middle < $0.endSeconds }
        return region.flatMap { Key($0.key) } ?? song.key
    }

    private func degree(_ value: Double?) -> Double? { value.flatMap { $0.isFinite ? min(1, max(0, $0)) : nil } }

    private func span(_ chord: ExportedChord, _ value: JAMSValue) -> JAMSFile.Observation {
        .init(
            time: chord.startSeconds, duration: chord.endSeconds - chord.startSeconds, value: value,
            confidence: JAMSValue(chord.confidence))
    }

    private func span(_ section: Section, _ name: String) -> JAMSFile.Observation {
        .init(
            time: section.startSeconds, duration: section.endSeconds - section.startSeconds, value: .text(name),
            confidence: JAMSValue(degree(section.confidence)))
    }
}
