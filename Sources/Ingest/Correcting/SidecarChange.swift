internal import Library
internal import SystemPackage

/// The replacement of an entry's sidecar together with its rows in the catalogue; to be made under the library's lock.
///
/// Order: mark → new sidecar by one rename → what follows from it → rows in one transaction → mark removed. Killed
/// anywhere, the sidecar is the old one or the new one whole, and the mark has the rest follow it.
struct SidecarChange {
    let home: MusigenHome
    let id: String
    /// The sidecar's bytes as they are, and as they are to be.
    let before: [UInt8]
    let after: [UInt8]

    /// Makes the change; where it fails, everything is as it was.
    ///
    /// - Parameter index: writes the rows; `false` where the catalogue does not have the song any more.
    func make(index: () throws -> Bool) throws {
        let journal = CorrectionJournal(home)
        try journal.begin(id)
        do {
            try Failpoint.pass(.correctBegin)
            try replace(with: after)
            try Failpoint.pass(.correctRename)
            guard try index() else {
                throw CorrectionError(.busy, "The song \(id) left the catalogue meanwhile; run: musigen reindex")
            }
        } catch {
            // Where even this fails, the mark stays, and the catalogue will follow whichever sidecar there is.
            if (try? replace(with: before)) != nil { journal.end(id) }
            throw error
        }
        try Failpoint.pass(.correctIndex)
        journal.end(id)
    }

    private func replace(with bytes: [UInt8]) throws {
        let entry = home.library.appending(id)
        try DurableFiles.replace(entry.appending(SidecarFile.name), with: bytes, staging: home.staging)
        try DerivedFiles(of: try SidecarFile.decode(bytes)).replace(in: entry, staging: home.staging)
    }
}
