internal import Catalogue
internal import Library
internal import SystemPackage

/// The directory of files that were taken out of the inbox: one per job, until it is published, failed or cancelled.
struct ClaimStore: Sendable {
    let home: MusigenHome

    /// Where the file of a job is.
    func path(jobID: Int64, sha256: String) -> FilePath {
        home.claims.appending("\(jobID)-\(sha256.prefix(16))")
    }

    /// Where the file of a job is; `nil` for a job that never had one.
    func path(of job: Job) -> FilePath? { job.sha256.map { path(jobID: job.id, sha256: $0) } }

    func holdsFile(of job: Job) -> Bool {
        guard let path = path(of: job) else { return false }
        return ((try? FileStatus.of(path)) ?? nil) != nil
    }

    /// The job's number in the name of a claimed file.
    static func jobID(of name: FilePath.Component) -> Int64? {
        name.string.split(separator: "-").first.flatMap { Int64($0) }
    }
}
