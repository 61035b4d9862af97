import Evaluation
import Library
import SystemPackage

/// The songs of a folder whose truth is known.
enum EvaluateSongs {
    /// A song to score.
    struct Song {
        var truth: SongTruth
        /// The recording, where there is one.
        var audio: FilePath?
    }

    /// A truth of an hour, note by note, stays far below this.
    static let maximumBytes = 64 << 20

    /// Songs in order of their names, and sentences on files that are left out.
    static func find(in folder: FilePath) throws -> (songs: [Song], notes: [String]) {
        var (songs, notes): ([Song], [String]) = ([], [])
        for component in try DirectoryListing.names(in: folder).sorted(by: { $0.string < $1.string }) {
            let path = folder.appending(component)
            if let name = name(ofTruth: component.string) {
                do {
                    var truth = try SongTruth(json: try DurableFiles.read(path, maximumBytes: maximumBytes))
                    truth.name = name
                    if truth.isEmpty {
                        notes.append("\(component.string) is left out: nothing in it can be scored.")
                    } else {
                        songs.append(Song(truth: truth, audio: try audio(named: name, in: folder)))
                    }
                } catch let error as EvaluationError {
                    notes.append("\(component.string) is left out: \(error)")
                }
            } else if let lines = try beatLines(in: path) {
                var truth: SongTruth
                do {
                    truth = try SongTruth(beatLines: lines)
                } catch {
                    notes.append("\(component.string)/beats.txt is left out: \(error)")
                    continue
                }
                truth.name = component.string
                songs.append(Song(truth: truth, audio: try audio(named: "mixture", in: path)))
            }
        }
        return (songs, notes)
    }

    /// "song" of "song.json"; `nil` for other files, analyses among them.
    private static func name(ofTruth file: String) -> String? {
        guard file.hasSuffix(".json"), !file.hasSuffix(".theory.json"), !file.hasPrefix(".") else { return nil }
        let name = String(file.dropLast(".json".count))
        return name.isEmpty ? nil : name
    }

    private static func audio(named name: String, in folder: FilePath) throws -> FilePath? {
        for suffix in ["mp3", "flac", "wav"] {
            let path = folder.appending("\(name).\(suffix)")
            if try FileStatus.of(path) != nil { return path }
        }
        return nil
    }

    private static func beatLines(in folder: FilePath) throws -> String? {
        guard try FileStatus.of(folder)?.kind == .directory else { return nil }
        let path = folder.appending("beats.txt")
        guard try FileStatus.of(path)?.kind == .regular else { return nil }
        return String(decoding: try DurableFiles.read(path, maximumBytes: maximumBytes), as: UTF8.self)
    }
}
