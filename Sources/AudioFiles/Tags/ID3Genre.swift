/// The numbered genres of ID3v1 and their later extensions.
enum ID3Genre {
    /// The name of a number; `nil` where it has none.
    static func name(_ number: Int) -> String? { list.indices.contains(number) ? list[number] : nil }

    /// The names in a version 2 genre text such as "17", "(17)", "(17)Rock", "(51)(39)" or "Synth-pop; 17".
    static func names(_ text: String) -> String? {
        var names: [String] = []
        for part in text.split(separator: "; ") {
            var rest = part[...]
            while rest.hasPrefix("("), !rest.hasPrefix("(("), let close = rest.firstIndex(of: ")") {
                let code = rest[rest.index(after: rest.startIndex)..<close]
                guard let name = name(code: code) else { break }
                names.append(name)
                rest = rest[rest.index(after: close)...]
            }
            // "((" is how a text that begins with a bracket is written.
            if rest.hasPrefix("((") { rest = rest.dropFirst() }
            if !rest.isEmpty { names.append(name(code: rest) ?? String(rest)) }
        }
        var unique: [String] = []
        for name in names where !unique.contains(name) { unique.append(name) }
        return unique.isEmpty ? nil : ID3Text.clean(unique.joined(separator: "; "))
    }

    private static func name(code: Substring) -> String? {
        switch code {
        case "RX": "Remix"
        case "CR": "Cover"
        default: code.count <= 3 ? Int(code).flatMap(name) : nil
        }
    }

    private static let list = """
        Blues,Classic Rock,Country,Dance,Disco,Funk,Grunge,Hip-Hop,Jazz,Metal,New Age,Oldies,Other,Pop,R&B,Rap,Reggae,\
        Rock,Techno,Industrial,Alternative,Ska,Death Metal,Pranks,Soundtrack,Euro-Techno,Ambient,Trip-Hop,Vocal,\
        Jazz+Funk,Fusion,Trance,Classical,Instrumental,Acid,House,Game,Sound Clip,Gospel,Noise,Alternative Rock,Bass,\
        Soul,Punk,Space,Meditative,Instrumental Pop,Instrumental Rock,Ethnic,Gothic,Darkwave,Techno-Industrial,\
        Electronic,Pop-Folk,Eurodance,Dream,Southern Rock,Comedy,Cult,Gangsta,Top 40,Christian Rap,Pop/Funk,Jungle,\
        Native American,Cabaret,New Wave,Psychedelic,Rave,Showtunes,Trailer,Lo-Fi,Tribal,Acid Punk,Acid Jazz,Polka,\
        Retro,Musical,Rock & Roll,Hard Rock,Folk,Folk-Rock,National Folk,Swing,Fast Fusion,Bebop,Latin,Revival,Celtic,\
        Bluegrass,Avantgarde,Gothic Rock,Progressive Rock,Psychedelic Rock,Symphonic Rock,Slow Rock,Big Band,Chorus,\
        Easy Listening,Acoustic,Humour,Speech,Chanson,Opera,Chamber Music,Sonata,Symphony,Booty Bass,Primus,Porn Groove,\
        Satire,Slow Jam,Club,Tango,Samba,Folklore,Ballad,Power Ballad,Rhythmic Soul,Freestyle,Duet,Punk Rock,Drum Solo,\
        A Cappella,Euro-House,Dance Hall,Goa,Drum & Bass,Club-House,Hardcore,Terror,Indie,BritPop,Afro-Punk,Polsk Punk,\
        Beat,Christian Gangsta Rap,Heavy Metal,Black Metal,Crossover,Contemporary Christian,Christian Rock,Merengue,\
        Salsa,Thrash Metal,Anime,J-Pop,Synthpop,Abstract,Art Rock,Baroque,Bhangra,Big Beat,Breakbeat,Chillout,\
        Downtempo,Dub,EBM,Eclectic,Electro,Electroclash,Emo,Experimental,Garage,Global,IDM,Illbient,Industro-Goth,\
        Jam Band,Krautrock,Leftfield,Lounge,Math Rock,New Romantic,Nu-Breakz,Post-Punk,Post-Rock,Psytrance,Shoegaze,\
        Space Rock,Trop Rock,World Music,Neoclassical,Audiobook,Audio Theatre,Neue Deutsche Welle,Podcast,Indie Rock,\
        G-Funk,Dubstep,Garage Rock,Psybient
        """.split(separator: ",").map(String.init)
}
