import FoundationEssentials

/// A song of the Billboard annotations as half-beat cells, as make.py --cells writes them.
struct AnnotatedSong {
    var name: String
    /// "train", "dev" or "test".
    var split: String
    /// Chord states; -1 for a chord outside the vocabulary.
    var chords: [Int]
    /// Semitones of the bass above the root; -1 where unknown.
    var bass: [Int]
    var tonics: [Int]
    /// 0 major, 1 minor.
    var modes: [Int]
    /// Half-beats since the bar's beginning, and beats of the bar.
    var positions: [Int]
    var meters: [Int]
    /// 1 where a phrase begins.
    var phrases: [Int]

    /// All songs of a file.
    static func songs(in path: String) throws -> [AnnotatedSong] {
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        return stride(from: 0, to: lines.count - 7, by: 8).map { first in
            let head = lines[first].split(separator: " ")
            let rows = (1...7).map { lines[first + $0].split(separator: " ").compactMap { Int($0) } }
            return AnnotatedSong(
                name: String(head[0]), split: String(head[1]), chords: rows[0], bass: rows[1], tonics: rows[2],
                modes: rows[3], positions: rows[4], meters: rows[5], phrases: rows[6])
        }
    }
}
