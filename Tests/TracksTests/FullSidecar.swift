/// A sidecar in which every key of the contract has a value, as other programs see it.
let fullSidecarJSON = """
    {
      "schema": "musigen.theory/1",
      "track": {
        "id": "blue-song-0a1b2c3d",
        "sha256": "0a1b2c3d4e5f60718293a4b5c6d7e8f900112233445566778899aabbccddeeff",
        "audio_sha256": "ffeeddccbbaa99887766554433221100f9e8d7c6b5a493827160f5e4d3c2b1a0",
        "file_name": "Blue Song.mp3", "title": "Blue Song", "artist": "Éva Nagy", "album": "Colours",
        "tagged_genre": "Jazz", "duration_s": 8.25, "sample_rate_hz": 44100, "channels": 2,
        "tags": ["jazz"], "added_at": "2026-11-24T05:30:00.123Z", "same_audio_as": "blue-0a0a0a0a"
      },
      "tools": {
        "separation": {
          "version": "1", "model": "dunes",
          "model_sha256": "0a1b2c3d4e5f60718293a4b5c6d7e8f900112233445566778899aabbccddeeff"
        }
      },
      "audio_stems": {
        "vocals": "stems/vocals.wav", "drums": "stems/drums.wav", "bass": "stems/bass.wav", "other": "stems/other.wav",
        "guitar": "stems/guitar.wav", "piano": "stems/piano.wav"
      },
      "stem_levels": {
        "vocals": {
          "rms_dbfs": -20.5, "activity": 0.5, "activity_label": "about half", "peaks": [0.25, 0.5],
          "peak_step_s": 0.5
        },
        "drums": {
          "rms_dbfs": -18.5, "activity": 1, "activity_label": "throughout", "peaks": [0.25, 0.5],
          "peak_step_s": 0.5
        },
        "bass": {
          "rms_dbfs": -22.5, "activity": 0.25, "activity_label": "occasional", "peaks": [0.25, 0.5],
          "peak_step_s": 0.5
        },
        "other": {
          "rms_dbfs": -30.5, "activity": 0.005, "activity_label": "absent", "peaks": [0.25, 0.5],
          "peak_step_s": 0.5
        },
        "guitar": {
          "rms_dbfs": -28.5, "activity": 0.25, "activity_label": "occasional", "peaks": [0.25, 0.5],
          "peak_step_s": 0.5
        },
        "piano": {
          "rms_dbfs": -32.5, "activity": 0.5, "activity_label": "about half", "peaks": [0.25, 0.5],
          "peak_step_s": 0.5
        }
      },
      "separation_residual_dbfs": -61.5,
      "bpm": 120, "bpm_confidence": 0.875, "bpm_confidence_label": "very high", "bpm_alternatives": [60, 240],
      "tempo_map": [{"start_s": 0, "bpm": 120}], "tempo_is_constant": true,
      "key": "G major", "key_confidence": 0.75, "key_confidence_label": "high",
      "key_alternatives": [{"key": "E minor", "probability": 0.125}],
      "key_regions": [{"start_s": 0, "end_s": 8.25, "key": "G major"}],
      "tuning_hz": 441.5,
      "beats": [{"time_s": 0.5, "bar": 1, "beat": 1, "is_downbeat": true, "confidence": 0.5}],
      "chords": [
        {
          "start_s": 0, "end_s": 8.25, "start_beat": 0, "end_beat": 15.5, "label": "D:7/3", "root": "D",
          "quality": "7", "bass": "F#", "confidence": 0.5
        }
      ],
      "sections": [
        {"start_s": 0, "end_s": 8.25, "start_bar": 1, "letter": "A", "label": "verse", "confidence": 0.5}
      ],
      "music_theory": {
        "harmonic": {
          "roman_numerals": ["V65"],
          "chords": [
            {
              "index": 0, "roman": "V65", "function": "dominant", "role": "applied", "applied_to": "I",
              "borrowed_from": "minor"
            }
          ],
          "functional_harmony": ["dominant"],
          "patterns": [
            {
              "name": "ii-V-I", "numerals": ["ii7", "V7", "I"], "common_name": "two five one",
              "is_loop": true, "length_bars": 2, "coverage": 0.5,
              "occurrences": [{"start_bar": 1, "start_s": 0.5, "end_s": 4.5, "rotation": 0}]
            }
          ],
          "cadences": [
            {
              "type": "authentic", "subtype": "perfect", "bar": 2, "time_s": 2, "from": "V7", "to": "I",
              "confidence": 0.75
            }
          ],
          "voice_leading": {
            "quality": "smooth", "mean_semitones_per_change": 1.25, "mean_common_tones": 1.5, "leap_share": 0.25,
            "bass_motion": {"step": 0.5, "fourth_fifth": 0.5}, "reasons": ["Voices move by 1.3 semitones."]
          },
          "harmonic_rhythm": {
            "changes_per_bar": 0.5, "static_share": 0.75, "sections": [{"index": 0, "changes_per_bar": 0.5}]
          },
          "scale": "mixolydian",
          "complexity": 0.5, "complexity_label": "moderate", "complexity_reasons": ["Sevenths throughout."],
          "complexity_parts": [{"name": "seventh_share", "value": 1, "degree": 0.5}]
        },
        "rhythmic": {
          "syncopation": 0.25, "syncopation_label": "low",
          "syncopation_by_stem": {"vocals": 0.25, "drums": 0.125, "bass": 0.5, "other": 0},
          "syncopation_measures": {
            "vocals": {
              "longuet_higgins_lee_per_bar": 1, "weighted_note_to_beat_distance": 0.5, "off_beatness_per_bar": 0.25
            },
            "drums": {
              "longuet_higgins_lee_per_bar": 1, "weighted_note_to_beat_distance": 0.5, "off_beatness_per_bar": 0.25
            },
            "bass": {
              "longuet_higgins_lee_per_bar": 1, "weighted_note_to_beat_distance": 0.5, "off_beatness_per_bar": 0.25
            },
            "other": {
              "longuet_higgins_lee_per_bar": 1, "weighted_note_to_beat_distance": 0.5, "off_beatness_per_bar": 0.25
            }
          },
          "time_signature": "4/4", "time_signature_confidence": 0.9, "time_signature_confidence_label": "very high",
          "note_density": {
            "notes_per_second": 5.5, "by_stem": {"vocals": 1, "drums": 3, "bass": 1, "other": 0.5},
            "notes_per_beat": 2.75, "by_section": [5.5]
          },
          "metric_hierarchy": {
            "strong_beats": [1, 3], "weak_beats": [2, 4], "weights": [1, 0, 0.25, 0], "positions_per_beat": 1,
            "weights_by_voice": {"kick": [1, 0, 0.5, 0], "hi_hat": [0.5, 0.5, 0.5, 0.5]},
            "correlation_with_meter": 0.75
          },
          "swing_ratio": 0.66,
          "polyrhythms": [
            {
              "kind": "polyrhythm", "ratio": "3:2", "voices": ["kick", "bass"], "start_bar": 4, "bars": 2,
              "p_value": 0.005, "description": "Three against two in bars 4 and 5."
            }
          ],
          "complexity": 0.5, "complexity_label": "moderate", "complexity_reasons": ["Off-beat bass."],
          "complexity_parts": [{"name": "syncopation", "value": 2, "degree": 0.5}],
          "onsets": {
            "kick": {"times_s": [0.5, 1.5], "strengths": [1, 0.75]},
            "snare": {"times_s": [1], "strengths": [1]}, "hi_hat": {"times_s": [0.5], "strengths": [0.5]},
            "bass": {"times_s": [0.5], "strengths": [0.5]}, "vocals": {"times_s": [0.5], "strengths": [0.5]},
            "other": {"times_s": [0.5], "strengths": [0.5]}
          }
        },
        "genre": {
          "primary": "jazz", "confidence": 0.75, "confidence_label": "high",
          "confidence_basis": "Calibrated on rendered songs.",
          "secondary": [{"name": "blues", "confidence": 0.25}], "reasons": ["Swing ratio 0.66."],
          "features": {"swing_ratio": 0.66}
        }
      },
      "corrections": {"bpm": 120, "downbeats_s": [0.5, 4.5], "key": "G major", "time_signature": "4/4"},
      "corrected_fields": ["bpm", "downbeat", "key", "time_signature"],
      "warnings": [{"field": "tuning_hz", "reason": "The recording is out of tune."}]
    }
    """
