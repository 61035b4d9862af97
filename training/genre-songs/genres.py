"""What is typical of each genre: tempo, drums, harmony, instruments. Programs are General MIDI's."""

import dataclasses


@dataclasses.dataclass(frozen=True)
class Player:
    """A part that accompanies: programs to choose from, a figure and rhythms of `music.accompaniment`."""

    programs: tuple
    figure: str
    rhythms: str
    level_db: float = -5.0
    share: float = 1.0
    drive: tuple = ()
    hold: float = 0.8
    centre: int = 62


@dataclasses.dataclass(frozen=True)
class Genre:
    """`progressions` alternate between the two sets; "m:" is minor, a comma divides a slot into two chords."""

    name: str
    kin: str  # the kind of `music.instruments` whose lead instruments it has
    bpm: tuple
    progressions: tuple
    players: tuple
    patterns: tuple = ()
    groove: tuple = ()  # styles of the Groove MIDI Dataset
    groove_share: float = 0.0
    drum_share: float = 1.0
    drum_db: float = 0.0
    kit: str = "acoustic"
    kit_programs: tuple = (0, 8)
    bass: tuple = (33,)
    bass_styles: tuple = ("roots",)
    bass_share: float = 1.0
    bass_db: float = -2.0
    sub_share: float = 0.0  # how often the bass is a sine that decays, as of an 808
    voice_share: float = 0.8
    lead_share: float = 0.6
    voice_density: tuple = (0.2, 0.7)
    metres: tuple = ("4/4",)
    bars_per_slot: tuple = (1,)
    swing: tuple = (0.5, 0.5)
    swing_share: float = 0.0
    loudness: float = 0.4  # 0 untouched, 1 as hard as it gets
    is_machine: bool = False
    rubato_share: float = 0.0
    room_s: tuple = (0.2, 0.8)
    alternative_bpm: tuple = ()


BLUES = (
    "I7 I7 I7 I7 IV7 IV7 I7 I7 V7 IV7 I7 V7",
    "I7 IV7 I7 I7 IV7 IV7 I7 I7 V7 IV7 I7 V7",
    "I7 I7 I7 I7 IV7 IV7 I7 I7 V7 V7 I7 I7",
    "I7 IV7 I7 I7 IV7 IV7 I7 VI7 ii7 V7 I7 V7",
    "m:i7 i7 i7 i7 iv7 iv7 i7 i7 bVI7 V7 i7 V7",
    "m:i7 iv7 i7 i7 iv7 iv7 i7 i7 V7 iv7 i7 i7",
)

GENRES = (
    Genre(
        "rock", "rock", (100, 150),
        ("I bVII IV I", "I IV V IV", "vi IV I V", "m:i bVII bVI bVII", "I V IV IV", "m:i bIII bVII IV",
         "I IV I V", "m:i bVI bIII bVII", "I bVII IV IV", "m:i i bVI bVII"),
        (Player((29, 29, 30), "power", "divisions drawn", -3, 0.9, (3, 6)),
         Player((29, 27, 28), "strum", "divisions drawn push", -5, 0.8, (1.5, 4)),
         Player((18, 0), "block", "beats halves", -9, 0.25)),
        patterns=("K=X.......X.x..... S=....X.......X... H=x.o.x.o.x.o.x.o.",
                  "K=X.....x.x.x..... S=....X.......X..? H=x.o.x.o.x.o.x.o.",
                  "K=X..x....X..x.... S=....X.......X... H=x.x.x.x.x.x.x.x.",
                  "K=X.x.....X....... S=....X.......X... O=x...x...x...x..."),
        groove=("rock",), groove_share=0.65, kit_programs=(0, 16), bass=(33, 34),
        bass_styles=("root eighths", "follow the kick", "root eighths", "syncopated"), voice_share=0.85,
        loudness=0.55, bars_per_slot=(1, 1, 2), alternative_bpm=(76, 98)),
    Genre(
        "pop", "pop", (88, 130),
        ("I V vi IV", "vi IV I V", "I vi IV V", "IV I V vi", "I IV vi V", "IV V iii vi", "I V/7 vi IV", "I iii IV V",
         "vi V IV V", "I vi ii V"),
        (Player((0, 1, 4), "block", "beats halves push", -5, 0.8, hold=0.9),
         Player((25, 24, 27), "strum", "drawn divisions", -7, 0.6),
         Player((81, 88, 90, 11), "arpeggio", "divisions", -10, 0.5),
         Player((50, 48, 89), "pad", "whole", -11, 0.6)),
        patterns=("K=X...X...X...X... S=....X.......X... H=x.x.x.x.x.x.x.x.",
                  "K=X.....x.X....... C=....X.......X... H=x.x.x.x.x.x.x.x.",
                  "K=X.......X.x..... S=....X.......X... H=x.x.x.x.x.x.x.x.",
                  "K=X..x..x...x..... S=....X.......X... H=xoxoxoxoxoxoxoxo"),
        groove=("pop",), groove_share=0.4, kit="mixed", bass=(33, 38, 33), bass_styles=("roots", "root eighths",
        "syncopated", "follow the kick"), voice_share=1.0, loudness=0.6, bars_per_slot=(1, 1, 2)),
    Genre(
        "metal", "metal", (120, 200),
        ("m:i bII i bII", "m:i bVI bVII i", "m:i i bII bIII", "m:i bVI i bVII", "m:i bII bVII i", "m:i bIII bVI bVII",
         "m:i i bVI bII", "m:i bVII bVI bII"),
        (Player((30,), "power", "dense divisions", -1, 1.0, (9, 16), 0.5),
         Player((30, 29), "power", "dense divisions", -1, 1.0, (8, 14), 0.5),
         Player((30,), "riff", "dense", -5, 0.4, (8, 12))),
        patterns=("K=xxxxxxxxxxxxxxxx S=....X.......X... D=X...X...X...X...",
                  "K=X.xxX.xxX.xxX.xx S=....X.......X... O=X...X...X...X...",
                  "K=xxxxxxxxxxxxxxxx S=........X....... D=X...X...X...X...",
                  "K=X.xxx.xxX.xxx.xx S=....X.......X... O=x.x.x.x.x.x.x.x.",
                  "K=x.x.x.x.x.x.x.x. S=.x.x.x.x.x.x.x.x D=X...X...X...X...",
                  "K=X..xxxX..xxxX.xx S=....X.......X... Y=X...X...X...X..."),
        kit_programs=(16, 0), bass=(34, 33), bass_styles=("root eighths", "follow the kick"), bass_db=-4,
        voice_share=0.6, loudness=0.95, bars_per_slot=(1, 2), voice_density=(0.3, 0.7)),
    Genre(
        "punk", "rock", (160, 205),
        ("I IV V IV", "I V vi IV", "I IV I V", "I V IV V", "I bVII IV I", "vi IV I V", "I I IV V", "I iii IV V"),
        (Player((29, 30), "power", "divisions", -1, 1.0, (5, 9)),
         Player((29, 30), "strum", "divisions", -3, 0.6, (4, 7))),
        patterns=("K=X.x...X.X.x...X. S=..X...X...X...X. D=x.x.x.x.x.x.x.x.",
                  "K=X...X...X...X... S=..X...X...X...X. H=x.x.x.x.x.x.x.x.",
                  "K=X..xX.x.X..xX.x. S=..X...X...X...X. O=x...x...x...x...",
                  "K=X.......X.x..... S=....X.......X... O=x.x.x.x.x.x.x.x."),
        groove=("punk",), groove_share=0.6, kit_programs=(16, 0), bass=(34, 33), bass_styles=("root eighths",),
        voice_share=0.9, lead_share=0.2, loudness=0.85, bars_per_slot=(1, 1, 2), voice_density=(0.4, 0.8)),
    Genre(
        "blues", "rock", (72, 132), BLUES,
        (Player((26, 27), "strum", "drawn beats push", -5, 0.8, (0.8, 2)),
         Player((0, 16, 18), "block", "charleston drawn afterbeats", -7, 0.8)),
        patterns=("K=X.......X....... S=....X.......X... D=x.x.x.x.x.x.x.x.",
                  "K=X.......X.x..... S=....X.......X... H=x.x.x.x.x.x.x.x.",
                  "K=X...x...X...x... S=....X.......X... H=x.x.x.x.x.x.x.x."),
        groove=("blues",), groove_share=0.15, bass=(33, 32), bass_styles=("walking", "walking", "root fifth"),
        voice_share=0.6, lead_share=0.9, swing=(0.62, 0.67), swing_share=0.9, metres=("4/4", "4/4", "4/4", "12/8"),
        loudness=0.25),
    Genre(
        "jazz", "jazz", (105, 220),
        ("ii7 V7 IM7 IM7", "IM7 vi7 ii7 V7", "iii7 VI7 ii7 V7", "ii7 V7 IM7 VI7", "m:iiø V7b9 i6 i6",
         "IM7,VI7 ii7,V7 iii7,VI7 ii7,V7", "m:i7 iv7 iiø V7b9", "IM7 I7 IVM7 iv6", "ii7 V9 IM9 IM9",
         "m:i7 i7 bVI7 V7", "IM7 II7 ii7 V7", "ii9 V13 IM9 vi7"),
        (Player((0, 26, 4), "block", "charleston sparse drawn", -5, 1.0, hold=0.5),),
        patterns=("K=o...o...o...o... D=X...x.x.X...x.x. P=....x.......x...",
                  "K=o.......o....... S=o.g.x.g.o.g.x.g. P=....o.......o...",
                  "D=X...x.x.X...x.x. P=....x.......x... S=......g.......g.",
                  "K=o.......o...o... D=x...x.x.x...x.x. P=....x.......x... S=.......g...g...."),
        groove=("jazz",), groove_share=0.6, drum_db=-5, kit_programs=(32, 40), bass=(32, 35), bass_styles=("walking",),
        voice_share=0.15, lead_share=1.0, swing=(0.6, 0.67), swing_share=0.95, loudness=0.08),
    Genre(
        "funk", "funk", (92, 120),
        ("m:i7 i7 i7 IV7", "I9 I9 IV9 I9", "m:i7 IV9", "I7 I7 bVII IV", "m:i7 i7 bVII7 IV7", "I9 bIII IV I9",
         "m:i9 i9 iv7 V7", "I7 IV7"),
        (Player((27, 28), "strum", "dense offbeats", -6, 0.9, hold=0.3),
         Player((7, 4, 16), "block", "dense drawn", -6, 0.9, hold=0.4),
         Player((61, 62), "block", "sparse offbeats", -7, 0.6, hold=0.4)),
        patterns=("K=X.x...x...x..x.. S=.g..X..g.g.gX..g H=xoxoxoxoxoxoxoxo",
                  "K=X..x..x...x..x.. S=....X.gg.g..X.g. H=x.x.x.x.x.xxx.x. O=..............x.",
                  "K=X.x....x.xx..... S=....X..g.g.gX..g H=xoxoxoxoxoxoxoxo",
                  "K=X..x....x.x..x.. S=.g..X.g..g..X..g H=x.xxx.xxx.xxx.xx"),
        groove=("funk", "neworleans"), groove_share=0.7, bass=(36, 37, 33), bass_styles=("syncopated",
        "follow the kick"), bass_db=0, voice_share=0.5, swing=(0.52, 0.57), swing_share=0.3, loudness=0.4,
        bars_per_slot=(1, 2)),
    Genre(
        "disco", "soul", (110, 130),
        ("m:i7 iv7 bVII bIII", "ii7 V7 IM7 vi7", "m:i7 bVII bVI V7", "vi7 ii7 V7 IM7", "IM7 vi7 ii7 V7",
         "m:i7 i7 iv7 V7", "vi7 IVM7 V vi7", "m:i7 iv7 i7 bVII"),
        (Player((28, 27), "strum", "dense", -7, 0.9, hold=0.3), Player((4, 0), "block", "drawn offbeats", -6, 0.8),
         Player((48, 50), "pad", "whole", -7, 0.9), Player((61,), "block", "sparse", -8, 0.5, hold=0.4)),
        patterns=("K=X...X...X...X... S=....X.......X... O=..X...X...X...X. H=x...x...x...x...",
                  "K=X...X...X...X... S=....X.......X... O=..x...x...x...x. H=xoo.xoo.xoo.xoo.",
                  "K=X...X...X...X... S=....X.......X..g O=..X...X...X...X. A=x.x.x.x.x.x.x.x."),
        groove=("dance",), groove_share=0.25, bass=(33, 36), bass_styles=("octaves",), voice_share=0.9, loudness=0.5,
        bars_per_slot=(1, 2)),
    Genre(
        "soul", "soul", (62, 108),
        ("IM7 vi7 ii7 V7", "IM7 iii7 IVM7 V7sus4", "I I7 IV iv", "IVM7 iii7 ii7 V7sus4", "I vi7 IV V7",
         "m:i7 iv7 bVIIM7 bIIIM7", "I iii7 IV V", "ii7 iii7 IVM7 V7sus4", "I I/3 IV V7", "IM7 IVM7 IM7 IVM7"),
        (Player((4, 4, 0), "block", "drawn beats", -5, 0.9, hold=0.9),
         Player((16, 18), "pad", "whole", -9, 0.7), Player((26, 27), "strum", "afterbeats drawn", -8, 0.6, hold=0.4),
         Player((61,), "block", "sparse", -9, 0.4, hold=0.6)),
        patterns=("K=X.x....x.xx..... S=....X..g.g..X..g H=x.x.x.x.x.x.x.x.",
                  "K=X..x....X..x.... S=....X.......X... H=o.o.o.o.o.o.o.o.",
                  "K=X.......x.o..... S=....X.......X..g H=xoxoxoxoxoxoxoxo",
                  "K=X..x..x.x....... S=....X.......X... A=..x...x...x...x."),
        groove=("soul", "gospel"), groove_share=0.6, bass=(33, 35, 34), bass_styles=("melodic", "syncopated"),
        voice_share=0.95, metres=("4/4", "4/4", "4/4", "4/4", "12/8"), swing=(0.54, 0.6), swing_share=0.3,
        loudness=0.35),
    Genre(
        "hip hop", "hip-hop", (78, 102),
        ("m:i i bVI bVI", "m:i iv i v", "m:i7 bVIM7", "m:i i iv iv", "m:i bVI", "m:i7 i7 iv7 iv7", "m:i bVII bVI v",
         "m:i i bVI V"),
        (Player((4, 0, 11), "block", "sparse halves", -6, 0.8), Player((10, 46, 11, 8), "arpeggio", "divisions", -8, 0.5),
         Player((48, 89, 50), "pad", "whole", -11, 0.5)),
        patterns=("K=X......x..x..... S=....X.......X... H=x.x.x.x.x.x.x.x.",
                  "K=X.?....x.xx....? S=....X.......X... H=x.x.x.xox.x.x.x.",
                  "K=X.....?...x..?.. C=........X....... S=........x....... H=x.x.x.x.x.xxx.xx",
                  "K=X.....x..x...... C=........X....... H=xxx.x.xxxx.x.xxx",
                  "K=X..x......xx.... S=....X..?....X... H=xoxoxoxoxoxoxoxo",
                  "K=X.......x..x.x.. C=....X.......X... H=x.x.x.x.x.x.xxxx"),
        groove=("hiphop",), groove_share=0.4, drum_db=2, kit="electronic", kit_programs=(25, 24), bass=(38, 39),
        bass_styles=("roots", "follow the kick"), bass_db=2, sub_share=0.8, voice_share=0.85, lead_share=0.2,
        voice_density=(0.8, 1.0), swing=(0.52, 0.6), swing_share=0.4, loudness=0.7, bars_per_slot=(1, 2),
        is_machine=True, alternative_bpm=(130, 150)),
    Genre(
        "reggae", "reggae", (64, 92),
        ("I IV I IV", "I V IV I", "m:i bVII i bVII", "I ii I ii", "m:i iv i iv", "I V vi IV", "I IV V IV", "m:i bVII bVI bVII"),
        (Player((27, 28, 0), "block", "offbeats", -4, 1.0, hold=0.25, centre=66),
         Player((16, 18), "block", "offbeats", -7, 0.8, hold=0.3), Player((61, 57), "block", "sparse", -9, 0.3)),
        patterns=("K=........X....... R=........X....... H=o.x.o.x.o.x.o.x.",
                  "K=X...X...X...X... R=........X....... H=o.xoo.x.o.xoo.x.",
                  "K=........X....... S=........x..?.... H=x.o.x.o.x.o.x.o.",
                  "K=X.......X....... R=........X.....o. H=o.x.o.xxo.x.o.xx"),
        groove=("reggae",), groove_share=0.5, bass=(33, 35, 32), bass_styles=("reggae", "melodic"), bass_db=2,
        voice_share=0.8, swing=(0.54, 0.64), swing_share=0.5, loudness=0.35),
    Genre(
        "latin", "latin", (90, 132),
        ("m:i iv V7 i", "IM7 ii7 V7 IM7", "m:i V7 V7 i", "m:i bVII bVI V7", "I IV V IV", "ii7 V7 IM7 IM7",
         "m:iv7 i7 V7 i7", "I V7 V7 I"),
        (Player((0, 1), "arpeggio", "divisions", -5, 0.6), Player((24,), "block", "tresillo drawn", -5, 0.7),
         Player((61, 56), "block", "sparse tresillo", -8, 0.4, hold=0.4)),
        patterns=("K=X..xX..xX..xX..x R=X..x..x...x..x.. H=oooooooooooooooo",
                  "K=...x..X....x..X. R=X..x..x...x.x... W=X...x...X...x... L=......x.......xx",
                  "K=X...X...X...X... W=X...X...X...X... U=....x.......x... L=............x.xx M=x.xxx.xxx.xxx.xx",
                  "K=o..xo..xo..xo..x S=x.xx.x.xx.x.x.xx M=xoxoxoxoxoxoxoxo",
                  "K=X...X...X...X... S=...X..X....X..X. H=o.o.o.o.o.o.o.o.",
                  "K=...x..X....x..X. R=..x.x...X..x..x. W=x.x.X.x.x.x.X.x. U=....x.......x... L=......xx......xx"),
        groove=("latin", "afrocuban"), groove_share=0.45, kit_programs=(0, 32), bass=(32, 35, 33),
        bass_styles=("tumbao", "tumbao", "root fifth"), voice_share=0.6, loudness=0.3, bars_per_slot=(1, 2)),
    Genre(
        "country", "country", (78, 132),
        ("I IV V I", "I I IV V", "I V IV I", "I IV I V", "I vi IV V", "I I V V I I V I", "I IV V V", "I V I IV", "I II7 V7 I"),
        (Player((25,), "strum", "divisions push drawn", -5, 0.9), Player((105, 25), "arpeggio", "divisions", -7, 0.5),
         Player((27, 26), "strum", "afterbeats", -7, 0.6, hold=0.4), Player((110, 22), "pad", "whole", -12, 0.25)),
        patterns=("K=X...x...X...x... S=ogXgogXgogXgogXg", "K=X.......X....... S=....X.......X... H=x.x.x.x.x.x.x.x.",
                  "K=X.......X....... R=....X.......X... H=x.x.x.x.x.x.x.x.",
                  "K=X.......X.x..... S=....X.......X... A=..x...x...x...x."),
        groove=("country",), groove_share=0.5, drum_db=-3, kit_programs=(0, 40), bass=(33, 32),
        bass_styles=("root fifth",), voice_share=0.95, metres=("4/4", "4/4", "4/4", "4/4", "3/4"), swing=(0.58, 0.66),
        swing_share=0.25, loudness=0.35),
    Genre(
        "folk", "folk", (78, 130),
        ("I IV I V", "m:i bVII bVI bVII", "I V vi IV", "m:i bVII i bVII", "I iii IV I", "m:i bIII bVII i", "I ii IV I",
         "m:i IV i bVII", "I bVII IV I", "vi IV I V"),
        (Player((25, 24), "arpeggio", "divisions", -3, 0.8), Player((24, 25), "strum", "drawn divisions beats", -4, 0.6),
         Player((21, 110, 105, 15), "pad", "whole", -10, 0.4)),
        patterns=("L=X.......x....... U=...x..x....x.xx. m=....o.......o... M=x.o.x.o.x.o.x.o.",
                  "K=X.......x.x..... S=....x..o....x..o A=..o...o...o...o.",
                  "A=o.o.X.o.o.o.X.o. K=X.......X......."),
        drum_share=0.25, drum_db=-7, bass=(32, 35, 43), bass_styles=("roots", "root fifth"), bass_share=0.45,
        bass_db=-5, voice_share=0.8, lead_share=0.8, metres=("4/4", "4/4", "3/4", "6/8"), loudness=0.05,
        bars_per_slot=(1, 1, 2)),
    Genre(
        "electronic", "electronic", (118, 136),
        ("m:i bVI bIII bVII", "m:i i bVI bVII", "m:i i i i", "m:i bVII bVI bVI", "m:i bVI", "vi IV I V", "m:i7 i7 iv7 iv7",
         "m:i bIII bVII iv"),
        (Player((81, 80, 87), "block", "offbeats drawn tresillo", -6, 0.7, hold=0.4),
         Player((81, 38, 84), "arpeggio", "dense divisions", -7, 0.7, hold=0.4),
         Player((88, 90, 94, 50), "pad", "whole", -9, 0.7)),
        patterns=("K=X...X...X...X... C=....X.......X... O=..x...x...x...x. H=o.oo.ooo.oo.ooo.",
                  "K=X...X...X...X... C=....X.......X... O=..x...x...x...x. M=oooooooooooooooo",
                  "K=X...X...X...X... O=..X...X...X...X.", "K=X...X...X...X... H=ooxoooxoooxoooxo C=....x.......x...",
                  "K=X...X...X...X... O=..X...X...X...X. R=...x..x....x..x."),
        drum_db=2, kit="electronic", kit_programs=(24, 25), bass=(38, 39), bass_styles=("root eighths", "octaves",
        "syncopated"), sub_share=0.3, voice_share=0.3, lead_share=0.5, loudness=0.85, bars_per_slot=(1, 2, 4),
        is_machine=True),
    Genre(
        "drum and bass", "electronic", (164, 178),
        ("m:i bVI", "m:i i bVI bVII", "m:i bVII bVI v", "m:i iv", "m:i7 bVIM7", "m:i bIII iv bVI"),
        (Player((88, 90, 94, 50), "pad", "whole", -7, 1.0), Player((81, 4, 80), "block", "sparse drawn", -8, 0.6, hold=0.4),
         Player((87, 81), "arpeggio", "divisions", -10, 0.4)),
        patterns=("K=X.........X..... S=....X.......X..? H=x.x.x.x.x.x.x.x.",
                  "K=X.x.......xx.... S=....X..g.g..X..g H=x.x.x.x.x.x.x.x.",
                  "K=X.........X..... S=....X..g.g..X... H=xxxxxxxxxxxxxxxx",
                  "K=X.x.......x..... S=....X..x.x....X. D=x.x.x.x.x.x.x.x."),
        drum_db=2, kit="electronic", kit_programs=(24, 0), bass=(38, 39, 87), bass_styles=("roots", "syncopated"),
        bass_db=2, sub_share=0.7, voice_share=0.25, lead_share=0.4, loudness=0.85, bars_per_slot=(2, 4),
        is_machine=True),
    Genre(
        "classical", "ballad", (60, 132),
        ("I V7 I V7", "I IV V7 I", "I vi IV V7", "m:i iv V7 i", "I ii6 V7 I", "m:i V7 i V7", "I V7/3 I IV",
         "m:i bVI iiø V7", "I/3 IV V7 I", "I vi ii V7"),
        (Player((48, 49, 0, 6), "alberti", "divisions", -4, 0.5), Player((48, 40, 42), "arpeggio", "divisions", -5, 0.5),
         Player((48, 49), "pad", "whole", -6, 0.5), Player((0, 46), "arpeggio", "divisions", -6, 0.5)),
        drum_share=0.0, bass=(42, 43, 32), bass_styles=("roots", "root beats"), bass_share=0.55, bass_db=-6,
        voice_share=0.0, lead_share=1.0, metres=("4/4", "3/4", "4/4", "6/8"), loudness=0.0, rubato_share=0.8,
        room_s=(0.9, 1.3)),
    Genre(
        "ambient", "electronic", (56, 84),
        ("IM7 IVM7", "I II", "m:i7 bVIM7", "Isus2 IVM7", "m:i9 bVII", "IM9 vi7", "vi7 IVM7 I Isus2", "m:i bVI bIII bVII"),
        (Player((88, 89, 95), "pad", "whole", -3, 1.0), Player((91, 94, 52), "pad", "whole", -6, 0.7),
         Player((10, 88, 11, 4), "arpeggio", "sparse", -12, 0.4)),
        patterns=("K=X.......?.......", "H=o...o...o...o..."), drum_share=0.12, drum_db=-10, kit="electronic",
        kit_programs=(24,), bass=(39, 38), bass_styles=("pedal",), bass_share=0.5, bass_db=-6, sub_share=0.6,
        voice_share=0.0, lead_share=0.25, loudness=0.1, bars_per_slot=(2, 4), is_machine=True, room_s=(1.1, 1.3)),
)
