"""Which SoundFonts and drum kits each split may use. Test's are used nowhere else.

Fonts descend from one another: MuseScore General from FluidR3, Csound's bank and TimGM6mb share most samples. Only
freepats is kin to none, so test draws half of its songs from it; every truth names its font.
"""

import os
import pathlib

from . import gus_patches

FONT_FOLDERS = ("/usr/share/sounds/sf2", "/usr/share/sounds/sf3", "/usr/share/soundfonts")
PATCHES = "/usr/share/midi/freepats/Tone_000"
FONTS = {
    "train": [("FluidR3_GM.sf2", 0.52), ("TimGM6mb.sf2", 0.40), ("OPL-3_FM_128M.sf2", 0.08)],
    "tune": [("sf_GMbank.sf2", 1.0)],
    "test": [("MuseScore_General_Lite.sf3", 0.5), ("freepats.sf2", 0.5)],
}
KITS = {
    "train": [
        ("ForzeeStereo", 0.25),
        ("Millo_MultiLayered3", 0.2),
        ("ColomboAcousticDrumkit", 0.18),
        ("Millo-Drums_v.1", 0.12),
        ("HardElectro1", 0.1),
        ("Audiophob", 0.08),
        ("Gimme A Hand 1.0", 0.07),
    ],
    "tune": [("Millo_MultiLayered2", 0.5), ("VariBreaks", 0.25), ("rumpf_kit_z01_h2", 0.25)],
    "test": [
        ("BJA_Pacific", 0.36),
        ("The Black Pearl 1.0", 0.36),
        ("ElectricEmpireKit", 0.18),
        ("circAfrique v4", 0.1),
    ],
}
KIT_SHARE = {"train": 0.45, "tune": 0.5, "test": 1.0}  # Other drums are the SoundFont's own.

# Seconds from a note to its attack, measured: (drums, other instruments). Notes are given that much earlier.
DELAYS_S = {"FluidR3_GM.sf2": (0.0015, 0.0), "OPL-3_FM_128M.sf2": (0.0065, 0.0065)}


def drawn(choices, rng):
    names, shares = zip(*choices)
    return str(rng.choice(names, p=shares))


def font_path(name, folder, scratch):
    """Where a SoundFont lies; freepats is made from its patches in `scratch` on first use."""
    places = ([folder] if folder else []) + [scratch] + list(FONT_FOLDERS)
    path = next((p for p in (pathlib.Path(place) / name for place in places) if p.exists()), None)
    if path is None and name == "freepats.sf2" and pathlib.Path(PATCHES).exists():
        path = pathlib.Path(scratch) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(f".{os.getpid()}")
        gus_patches.written(PATCHES, partial)
        os.replace(partial, path)
    if path is None:
        raise FileNotFoundError(f"The SoundFont {name} is missing: install the Debian packages that README.md lists.")
    return path
