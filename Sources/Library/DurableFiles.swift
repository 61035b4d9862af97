internal import CLinux
internal import Glibc
public import SystemPackage

/// File operations in the order that survives a power cut: write, sync, rename, sync the directory.
public enum DurableFiles {
    /// Creates a directory and its parents, owner-only where `isPrivate`.
    public static func makeDirectory(_ path: FilePath, isPrivate: Bool = false) throws(FileSystemError) {
        if let status = try FileStatus.of(path) {
            // A home on another disk is often reached through a symbolic link.
            if status.kind == .directory || isDirectory(path) { return }
            throw FileSystemError("making a folder", path, .notDirectory)
        }
        let parent = path.removingLastComponent()
        if !parent.isEmpty, parent != path { try makeDirectory(parent) }
        let result = unsafe path.withPlatformString { unsafe mkdir($0, isPrivate ? 0o700 : 0o755) }
        guard result == 0 || errno == EEXIST else {
            throw FileSystemError("making a folder", path, Errno(rawValue: errno))
        }
    }

    private static func isDirectory(_ path: FilePath) -> Bool {
        var status = stat()
        return unsafe path.withPlatformString { unsafe stat($0, &status) } == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Makes a directory's entries durable.
    public static func syncDirectory(_ path: FilePath) throws(FileSystemError) {
        let descriptor = try open(path, .readOnly, options: [.directory, .closeOnExec])
        defer { try? descriptor.close() }
        guard fsync(descriptor.rawValue) == 0 else { throw FileSystemError("sync", path, Errno(rawValue: errno)) }
    }

    /// Writes a new file whole: a temporary name, sync, rename over `path`, sync of the directory.
    public static func write(_ bytes: [UInt8], to path: FilePath) throws(FileSystemError) {
        let temporary = path.removingLastComponent().appending(
            ".musigen-\(getpid())-\(UInt32.random(in: 0...UInt32.max))")
        do {
            try writeNew(bytes, to: temporary)
            try rename(temporary, to: path)
        } catch {
            remove(temporary)
            throw error
        }
        try syncDirectory(path.removingLastComponent())
    }

    /// Puts a file in the place of another in one step. It is written in `staging`, on the same file system, where a
    /// crash leaves nothing that anybody sees; syncing the directory is left to the caller.
    public static func replace(_ path: FilePath, with bytes: [UInt8], staging: FilePath) throws(FileSystemError) {
        let temporary = staging.appending("\(path.lastComponent?.string ?? "file")-\(getpid())")
        do throws(FileSystemError) {
            try writeNew(bytes, to: temporary)
            try rename(temporary, to: path)
        } catch {
            remove(temporary)
            throw error
        }
    }

    /// Writes a new file and syncs it; the directory is left to the caller.
    public static func writeNew(_ bytes: [UInt8], to path: FilePath) throws(FileSystemError) {
        let descriptor = try open(
            path, .writeOnly, options: [.create, .truncate, .closeOnExec, .noFollow],
            permissions: .init(rawValue: 0o644))
        defer { try? descriptor.close() }
        do {
            _ = try descriptor.writeAll(bytes)
        } catch let error as Errno {
            throw FileSystemError("writing", path, error)
        } catch {
            throw FileSystemError("writing", path, .ioError)
        }
        guard fsync(descriptor.rawValue) == 0 else { throw FileSystemError("sync", path, Errno(rawValue: errno)) }
    }

    /// Renames, replacing what was there.
    public static func rename(_ from: FilePath, to: FilePath) throws(FileSystemError) {
        let result = unsafe from.withPlatformString { from in
            unsafe to.withPlatformString { unsafe Glibc.rename(from, $0) }
        }
        guard result == 0 else { throw FileSystemError("rename", from, Errno(rawValue: errno)) }
    }

    /// Renames, and fails with `EEXIST` where there is something already.
    public static func renameWithoutReplacing(_ from: FilePath, to: FilePath) throws(FileSystemError) {
        let result = unsafe from.withPlatformString { from in
            unsafe to.withPlatformString { unsafe musigen_rename_noreplace(from, $0) }
        }
        guard result == 0 else { throw FileSystemError("rename", from, Errno(rawValue: errno)) }
    }

    /// Renames; where `to` exists the two change places in one step, so that there is always one of them at `to` and
    /// the older one is left at `from`.
    public static func renameOrExchange(_ from: FilePath, to: FilePath) throws(FileSystemError) {
        if try !renameIfFree(from, to: to) { try exchange(from, to) }
    }

    /// Renames, unless `to` exists; whether it did.
    public static func renameIfFree(_ from: FilePath, to: FilePath) throws(FileSystemError) -> Bool {
        do throws(FileSystemError) {
            try renameWithoutReplacing(from, to: to)
            return true
        } catch {
            guard [.fileExists, .directoryNotEmpty].contains(error.errno) else { throw error }
            return false
        }
    }

    /// Swaps two names in one step.
    public static func exchange(_ first: FilePath, _ second: FilePath) throws(FileSystemError) {
        let result = unsafe first.withPlatformString { first in
            unsafe second.withPlatformString { unsafe musigen_rename_exchange(first, $0) }
        }
        guard result == 0 else { throw FileSystemError("exchange", first, Errno(rawValue: errno)) }
    }

    /// Removes a file if it is there.
    @discardableResult
    public static func remove(_ path: FilePath) -> Bool {
        unsafe path.withPlatformString { unsafe unlink($0) } == 0
    }

    /// Removes a file or a whole directory if it is there, never following links.
    public static func removeTree(_ path: FilePath) throws(FileSystemError) {
        guard let status = try FileStatus.of(path) else { return }
        if status.kind == .directory {
            for name in try DirectoryListing.names(in: path) { try removeTree(path.appending(name)) }
            let result = unsafe path.withPlatformString { unsafe rmdir($0) }
            guard result == 0 || errno == ENOENT else {
                throw FileSystemError("removal", path, Errno(rawValue: errno))
            }
        } else if !remove(path), errno != ENOENT {
            throw FileSystemError("removal", path, Errno(rawValue: errno))
        }
    }

    /// Opens a file; the error names the path.
    public static func open(
        _ path: FilePath, _ mode: FileDescriptor.AccessMode, options: FileDescriptor.OpenOptions,
        permissions: FilePermissions? = nil
    ) throws(FileSystemError) -> FileDescriptor {
        do {
            return try FileDescriptor.open(path, mode, options: options, permissions: permissions)
        } catch let error as Errno {
            throw FileSystemError("opening", path, error)
        } catch {
            throw FileSystemError("opening", path, .ioError)
        }
    }
}
