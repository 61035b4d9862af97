import FoundationEssentials
import Tracks

/// A song with a little of everything, varied by its arguments. Sixteen chords of a beat each, four bars.
func sampleSidecar(
    _ id: String = "blue-song-0a1b2c3d", sha256: String? = nil, audioSHA256: String? = nil, title: String? = "Blue Song"
) throws -> TheorySidecar {
    var sidecar = try JSONDecoder().decode(TheorySidecar.self, from: Data(json.utf8))
    sidecar.track.id = id
    sidecar.track.sha256 = sha256 ?? "bytes of \(id)"
    sidecar.track.audioSHA256 = audioSHA256 ?? "audio of \(id)"
    sidecar.track.title = title
    sidecar.beats = (0..<16).map {
        Beat(timeSeconds: Double($0) / 2, bar: $0 / 4 + 1, beat: $0 % 4 + 1, isDownbeat: $0 % 4 == 0, confidence: 0.9)
    }
    sidecar.chords = (0..<16).map {
        ChordSpan(
            startSeconds: Double($0) / 2, endSeconds: Double($0 + 1) / 2, startBeat: Double($0),
            endBeat: Double($0 + 1),
            label: ["A:min7", "D:7", "G:maj7", "N"][$0 % 4], root: ["A", "D", "G", nil][$0 % 4],
            quality: ["min7", "7", "maj7", nil][$0 % 4], bass: ["A", "D", "G", nil][$0 % 4], confidence: 0.8)
    }
    return sidecar
}

private let json = """
    {
      "schema": "musigen.theory/1",
      "track": {
        "id": "", "sha256": "", "audio_sha256": "", "file_name": "Blue Song.mp3", "title": null, "artist": "Éva Nagy",
        "album": "Colours", "tagged_genre": "Jazz", "duration_s": 8.2, "sample_rate_hz": 44100, "channels": 2,
        "tags": ["jazz", "2026"], "added_at": "2026-11-24T05:30:00Z", "same_audio_as": null
      },
      "tools": {"separation": {"version": "1", "model": "dunes", "model_sha256": null}},
      "audio_stems": {
        "vocals": "stems/vocals.wav", "drums": "stems/drums.wav", "bass": "stems/bass.wav", "other": "stems/other.wav"
      },
      "stem_levels": {
        "vocals": {"rms_dbfs": null, "activity": 0, "activity_label": "absent"},
        "drums": {"rms_dbfs": -18.5, "activity": 0.9, "activity_label": "throughout"}
      },
      "separation_residual_dbfs": -61.5,
      "bpm": 120, "bpm_confidence": 0.9, "bpm_confidence_label": "very high", "bpm_alternatives": [60],
      "tempo_map": [{"start_s": 0, "bpm": 120}], "tempo_is_constant": true,
      "key": "G major", "key_confidence": 0.8, "key_confidence_label": "very high", "key_alternatives": [],
      "key_regions": [
        {"start_s": 0, "end_s": 4, "key": "G major"}, {"start_s": 4, "end_s": 8.2, "key": "E minor"}
      ],
      "tuning_hz": 441.5, "beats": [], "chords": [],
      "sections": [
        {"start_s": 0, "end_s": 4, "start_bar": 1, "letter": "A", "label": "verse", "confidence": 0.7},
        {"start_s": 4, "end_s": 8.2, "start_bar": 3, "letter": "B", "label": null, "confidence": 0.6}
      ],
      "music_theory": {
        "harmonic": {
          "roman_numerals": ["ii7", "V7"],
          "chords": [
            {"index": 0, "roman": "ii7", "function": "subdominant"},
            {"index": 1, "roman": "V7", "function": "dominant", "applied_to": "I"},
            {"index": 2, "roman": "I7", "function": "tonic", "borrowed_from": "lydian"}
          ],
          "patterns": [
            {
              "name": "ii-V-I", "numerals": ["ii7", "V7", "I7"], "common_name": "two five one",
              "occurrences": [{"start_bar": 1}, {"start_bar": 3}]
            }
          ],
          "cadences": [
            {
              "type": "authentic", "subtype": "perfect", "bar": 2, "time_s": 2, "from": "V7", "to": "I7",
              "confidence": 0.7
            }
          ],
          "harmonic_rhythm": {"changes_per_bar": 4}, "complexity": 0.5
        },
        "rhythmic": {
          "syncopation": 0.25, "time_signature": "4/4", "time_signature_confidence": 0.9, "swing_ratio": 0.66,
          "note_density": {"notes_per_second": 5.5, "by_stem": {"drums": 3}}, "complexity": 0.4
        },
        "genre": {
          "primary": "jazz", "confidence": 0.7,
          "secondary": [{"name": "blues", "confidence": 0.2}]
        }
      },
      "warnings": [{"field": "tuning_hz", "reason": "The recording is out of tune."}]
    }
    """
