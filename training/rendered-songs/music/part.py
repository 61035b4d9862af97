"""A part of the arrangement."""

import dataclasses


@dataclasses.dataclass
class Part:
    """`notes` are (beat, beats, pitch, velocity, seconds later, is swung). `voice`: font, singer, singer2 or drums."""

    name: str
    stem: str
    voice: str
    program: int
    level_db: float
    pan: float
    drive: float = 0.0
    lag_s: float = 0.0
    jitter_s: float = 0.006
    notes: list = dataclasses.field(default_factory=list)


ENERGY = {
    "intro": 0.45,
    "verse": 0.6,
    "pre-chorus": 0.7,
    "chorus": 1.0,
    "bridge": 0.65,
    "solo": 0.9,
    "outro": 0.5,
    "interlude": 0.5,
    "theme": 0.8,
    "instrumental": 0.8,
    "transition": 0.6,
}
