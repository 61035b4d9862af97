"""How it sounds: synthesis, sampling, rooms, and what wears a recording out."""
