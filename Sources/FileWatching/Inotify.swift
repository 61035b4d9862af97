internal import Glibc
internal import SystemPackage

/// An inotify descriptor, closed when its one owner goes away.
struct Inotify: ~Copyable, Sendable {
    /// One record of the kernel's queue.
    struct Record: Equatable {
        let watch: Int32
        let mask: UInt32

        func has(_ flag: Int) -> Bool { mask & UInt32(truncatingIfNeeded: flag) != 0 }
        var isOverflow: Bool { has(Int(IN_Q_OVERFLOW)) }
        var isWatchGone: Bool { has(Int(IN_IGNORED)) || has(Int(IN_UNMOUNT)) }
        var isMoved: Bool { has(Int(IN_MOVE_SELF)) }
        var isDirectoryGone: Bool { has(Int(IN_DELETE_SELF)) || has(Int(IN_MOVE_SELF)) || isWatchGone }
    }

    /// No IN_MODIFY and no IN_ATTRIB: they would overflow the queue for nothing, since an event only marks a directory
    /// as worth a look. IN_CREATE is there because hard links make nothing else.
    private static let mask = UInt32(
        Int(IN_CLOSE_WRITE) | Int(IN_MOVED_TO) | Int(IN_MOVED_FROM) | Int(IN_CREATE) | Int(IN_DELETE_SELF)
            | Int(IN_MOVE_SELF) | Int(IN_ONLYDIR) | Int(IN_EXCL_UNLINK) | Int(IN_DONT_FOLLOW))

    private let descriptor: Int32

    init() throws(FileWatchingError) {
        descriptor = inotify_init1(Int32(IN_CLOEXEC))
        if descriptor < 0 {
            if errno == EMFILE { throw .limitReached(setting: "fs.inotify.max_user_instances") }
            throw .refused("inotify", Errno(rawValue: errno))
        }
    }

    deinit { close(descriptor) }

    borrowing func addWatch(on directory: FilePath) throws(FileWatchingError) -> Int32 {
        let watch = unsafe directory.withPlatformString { path in
            unsafe inotify_add_watch(descriptor, path, Self.mask)
        }
        guard watch >= 0 else {
            if errno == ENOSPC { throw .limitReached(setting: "fs.inotify.max_user_watches") }
            throw .refused(directory, Errno(rawValue: errno))
        }
        return watch
    }

    /// The kernel answers with a record, which wakes a blocked `read`.
    borrowing func removeWatch(_ watch: Int32) { inotify_rm_watch(descriptor, watch) }

    /// Blocks until there are records; `nil` when the descriptor is of no more use.
    borrowing func read() -> [Record]? {
        let capacity = 64 * 1024
        return unsafe withUnsafeTemporaryAllocation(byteCount: capacity, alignment: 8) { buffer -> [Record]? in
            let count = unsafe Glibc.read(descriptor, buffer.baseAddress, capacity)
            if count < 0 { return errno == EINTR ? [] : nil }
            return unsafe Inotify.records(in: buffer.bytes.extracting(first: count))
        }
    }

    /// Each record is a 16-byte header (watch, mask, cookie, name length), then the NUL-padded name.
    static func records(in bytes: RawSpan) -> [Record] {
        var records: [Record] = []
        var rest = bytes
        while rest.byteCount >= 16 {
            let watch = unsafe rest.unsafeLoad(fromByteOffset: 0, as: Int32.self)
            let mask = unsafe rest.unsafeLoad(fromByteOffset: 4, as: UInt32.self)
            let nameLength = Int(unsafe rest.unsafeLoad(fromByteOffset: 12, as: UInt32.self))
            records.append(Record(watch: watch, mask: mask))
            guard 16 + nameLength <= rest.byteCount else { break }
            rest = rest.extracting(droppingFirst: 16 + nameLength)
        }
        return records
    }
}
