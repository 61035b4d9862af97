internal import Analysis
internal import AudioFiles
public import Catalogue
public import Library
internal import DSP
internal import SystemPackage
internal import Tracks

/// Checks that library and catalogue are whole and agree.
public struct Verification: Sendable {
    private let home: MusigenHome

    /// Of a home.
    public init(home: MusigenHome) { self.home = home }

    /// Problems found, each a sentence with what to do; empty when all is well.
    ///
    /// - Parameter onEntry: called with each entry before it is checked.
    public func problems(catalogue: Catalogue, onEntry: (String) -> Void) throws -> [String] {
        var problems = try catalogue.integrityCheck().map { "catalogue.db: \($0); run: musigen reindex" }
        let library = LibraryIndex(home)
        let entries = try library.ids()
        for id in entries {
            onEntry(id)
            problems += try self.problems(of: id, in: library, catalogue).map { "library/\(id): \($0)" }
        }
        let known = Set(try catalogue.allTrackIDs())
        problems += Set(entries).subtracting(known).sorted().map {
            "library/\($0) is not in the catalogue; run: musigen reindex"
        }
        problems += known.subtracting(entries).sorted().map {
            "\($0) is in the catalogue but not in the library; run: musigen reindex"
        }
        return problems
    }

    private func problems(of id: String, in library: LibraryIndex, _ catalogue: Catalogue) throws -> [String] {
        let sidecar: TheorySidecar
        do {
            sidecar = try library.sidecar(of: id)
        } catch {
            return ["theory.json cannot be read (\(error)); run: musigen reprocess \(id)"]
        }
        var problems: [String] = []
        if let track = try catalogue.track(id), track.id == id, !agrees(track, with: sidecar) {
            problems.append("the catalogue says otherwise than theory.json; run: musigen reindex")
        }
        if let problem = problem(ofFeaturesIn: library.path(of: id), sidecar) {
            problems.append("\(problem) (musigen reprocess \(id))")
        }
        if let original = try library.original(of: id) {
            let hash = try ContentHashes.sha256(ofFileAt: original)
            if hash != sidecar.track.sha256 {
                problems.append("the original is not what was dropped (its hash differs)")
            }
        } else {
            problems.append("the original \(sidecar.track.fileName) is missing; drop it again to restore it")
        }
        for (stem, relative) in sidecar.audioStems.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            let path = library.path(of: id).pushing(FilePath(relative))
            do {
                let source = try AudioFile.open(path: path, limits: .init(maximumDurationSeconds: 86_400))
                let seconds = Double(source.frameCount ?? 0) / Double(source.sampleRateHz)
                if abs(seconds - sidecar.track.durationSeconds) > 0.001 {
                    problems.append("the stem \(stem.rawValue) lasts \(seconds) s; run: musigen reprocess \(id)")
                }
            } catch {
                problems.append("the stem \(stem.rawValue) cannot be read (\(error)); run: musigen reprocess \(id)")
            }
        }
        return problems
    }

    private func agrees(_ track: TrackSummary, with sidecar: TheorySidecar) -> Bool {
        track.bpm == sidecar.bpm && track.key == sidecar.key && track.correctedFields == sidecar.correctedFields
            && track.timeSignature == sidecar.musicTheory.rhythmic.timeSignature
    }

    /// Features need not be there, nor be of this version: they can always be made anew. Damage is told.
    private func problem(ofFeaturesIn entry: FilePath, _ sidecar: TheorySidecar) -> String? {
        guard let tool = sidecar.tools["features"] else { return nil }
        do {
            _ = try KeptFeatures(tool: tool).read(in: entry)
            return nil
        } catch let error as FileSystemError where error.errno == .noSuchFileOrDirectory {
            return nil
        } catch FeatureFileError.foreign {
            return nil
        } catch {
            return "\(LibraryIndex.featuresName): \(error)"
        }
    }
}
