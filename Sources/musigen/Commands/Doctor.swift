import ArgumentParser
import Catalogue
import FoundationEssentials
import Glibc
import Ingest
import Library
import Models
import Settings
import SystemPackage
import Tensors
import Tracks

struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check the machine and the appliance, and say how to mend what is wrong.")

    @OptionGroup var options: HomeOptions

    func run() async throws {
        var report = Report()
        let home = options.musigenHome
        report.note("musigen \(ProgramVersion.text), SQLite \(Catalogue.sqliteVersion)")
        let blas = BLASInformation.current
        report.note(
            "OpenBLAS core \(blas.coreName), \(blas.threadCount) thread(s) per product, \(sysconf(Int32(_SC_NPROCESSORS_ONLN))) cores"
        )
        if let forced = options.environment["OPENBLAS_CORETYPE"] {
            report.note("OPENBLAS_CORETYPE=\(forced) is set for other programs; Musigen chooses by the processor")
        }
        var settings = Settings()
        do {
            settings = try await options.settings()
            report.good("settings")
        } catch {
            report.bad("\(error)")
        }
        guard home.exists else {
            report.bad("\(home.root) is no Musigen home (yet); run: musigen init")
            return try report.end()
        }
        checkFolders(home, settings, &report)
        checkCatalogue(home, &report)
        checkModels(home, settings, &report)
        checkKernel(&report)
        report.note(
            HomeLock.holder(of: home).map { "the daemon runs (process \($0))" }
                ?? "the daemon does not run; start it with: musigen watch")
        try report.end()
    }

    private func checkFolders(_ home: MusigenHome, _ settings: Settings, _ report: inout Report) {
        let root = (try? FileStatus.of(home.root)) ?? nil
        for folder in home.directories {
            let isWritable = unsafe folder.withPlatformString { unsafe access($0, R_OK | W_OK | X_OK) } == 0
            if !isWritable { report.bad("\(folder) cannot be written; run: chown -R $USER \(home.root)") }
            let status = (try? FileStatus.of(folder)) ?? nil
            if status?.kind == .directory, status?.device != root?.device {
                report.warn("\(folder) is on another file system than \(home.root): publishing would not be one rename")
            }
        }
        if let kind = DiskSpace.networkFileSystem(at: home.root) {
            report.warn("\(home.root) is on \(kind), where a SQLite catalogue is not safe")
        }
        for folder in settings.inboxFolders {
            if let kind = DiskSpace.networkFileSystem(at: folder) {
                report.note(
                    "\(folder) is on \(kind) and is scanned every \(settings.pollSeconds) s instead of being watched")
            }
        }
        if let free = try? DiskSpace.freeBytes(at: home.root) {
            let minutes = free / (4 * 44_100 * 4 * 60)
            report.note("\(free >> 20) MiB free, enough for the stems of about \(minutes) minutes of music")
        }
    }

    private func checkCatalogue(_ home: MusigenHome, _ report: inout Report) {
        do {
            let catalogue = try Catalogue(path: home.catalogue, access: .readOnly)
            let problems = try catalogue.integrityCheck()
            if problems.isEmpty { report.good("catalogue") }
            for problem in problems { report.bad("catalogue.db: \(problem); run: musigen reindex") }
        } catch {
            report.bad("catalogue.db: \(error)")
        }
    }

    private func checkModels(_ home: MusigenHome, _ settings: Settings, _ report: inout Report) {
        let store = ModelStore(home)
        do throws(ModelError) {
            for name in try store.names() {
                do throws(ModelError) {
                    guard let model = try store.model(named: name) else { continue }
                    report.good(
                        "model \(name)\(model.isCustom ? " (custom)" : ""), \(ModelText.megabytes(model.sizeBytes)) MB")
                } catch {
                    report.bad(error.description)
                }
            }
        } catch {
            report.bad(error.description)
        }
        do throws(StandaloneFailure) {
            let tool = try NextSeparator.tool(home: home, settings: settings)
            let hash = tool.modelSHA256.map { ", weights \($0.prefix(12))" } ?? ""
            report.note("songs are separated with \(tool.model)\(hash) (separation.model is \(settings.separator))")
        } catch {
            report.bad("songs wait: \(error)")
        }
    }

    private func checkKernel(_ report: inout Report) {
        for (name, needed) in [("max_user_watches", 2000), ("max_user_instances", 16), ("max_queued_events", 1024)] {
            let path = FilePath("/proc/sys/fs/inotify/\(name)")
            guard let text = try? String(contentsOfFile: path.string, encoding: .utf8),
                let value = Int(text.filter(\.isNumber))
            else { continue }
            if value < needed {
                report.warn("fs.inotify.\(name) is \(value); raise it with: sysctl fs.inotify.\(name)=\(needed * 4)")
            }
        }
    }

    /// What was found.
    private struct Report {
        private var failures = 0

        func note(_ text: String) { print("      \(text)") }
        func good(_ text: String) { print("ok    \(text)") }
        func warn(_ text: String) { print("hint  \(text)") }
        mutating func bad(_ text: String) {
            failures += 1
            print("WRONG \(text)")
        }

        func end() throws {
            if failures > 0 { throw ExitCode(ExitStatus.configuration.rawValue) }
        }
    }
}
