/// Identifiers of library and outbox entries: a readable slug and 8 hexadecimal digits.
public enum TrackID {
    /// "artist-title-1a2b3c4d": only `a-z`, `0-9` and hyphens, so that it needs no quoting anywhere.
    ///
    /// - Parameter digitCount: digits of the hash to use; more than 8 only where 8 are taken by another song.
    public static func make(artist: String?, title: String?, fileName: String, sha256: String, digitCount: Int = 8)
        -> String
    {
        let base = [artist, title].compactMap { $0 }.joined(separator: " ")
        let stem = fileName.split(separator: ".", omittingEmptySubsequences: true).dropLast().joined(separator: " ")
        let words = [slug(base), slug(stem), slug(fileName)].first { !$0.isEmpty } ?? "track"
        return words + "-" + sha256.prefix(digitCount)
    }

    /// At most 60 characters, cut at a hyphen where there is one.
    static func slug(_ text: String) -> String {
        var slug = ""
        for scalar in text.decomposedForSearch {
            switch scalar {
            case "a"..."z", "0"..."9": slug.unicodeScalars.append(scalar)
            case "'", "’": continue
            default: if !slug.isEmpty, slug.last != "-" { slug.append("-") }
            }
        }
        while slug.last == "-" { slug.removeLast() }
        guard slug.count > 60 else { return slug }
        let cut = String(slug.prefix(60))
        return cut.lastIndex(of: "-").map { String(cut[..<$0]) } ?? cut
    }
}

extension String {
    /// Lower-case scalars without accents: "Café" reads "cafe".
    fileprivate var decomposedForSearch: [Unicode.Scalar] {
        // Canonical decomposition comes with the standard library's normalisation of `Character` comparison only, so
        // the common Latin letters are mapped by hand and the rest becomes a hyphen.
        lowercased().unicodeScalars.flatMap { scalar -> [Unicode.Scalar] in
            switch scalar {
            case "à"..."å", "ā", "ă", "ą": ["a"]
            case "ç", "ć", "č": ["c"]
            case "è"..."ë", "ē", "ę", "ě": ["e"]
            case "ì"..."ï", "ī": ["i"]
            case "ñ", "ń", "ň": ["n"]
            case "ò"..."ö", "ø", "ō", "ő": ["o"]
            case "ù"..."ü", "ū", "ů", "ű": ["u"]
            case "ý", "ÿ": ["y"]
            case "ß": ["s", "s"]
            case "æ": ["a", "e"]
            case "œ": ["o", "e"]
            case "ł": ["l"]
            case "đ", "ð", "ď": ["d"]
            case "ř": ["r"]
            case "ś", "š", "ş": ["s"]
            case "ť", "ţ": ["t"]
            case "ź", "ż", "ž": ["z"]
            default: [scalar]
            }
        }
    }
}
