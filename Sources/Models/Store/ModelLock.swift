internal import Glibc
internal import Library
internal import SystemPackage

/// The lock that makes one command at a time change the models of a home. It lasts as long as the process, however that
/// ends; what an earlier one left half done is removed when it is taken.
struct ModelLock: ~Copyable {
    private static let name = "lock"

    private let descriptor: FileDescriptor

    init(_ store: ModelStore) throws(ModelError) {
        let opened = try Self.open(store)
        do throws(ModelError) {
            try Self.take(opened, store)
        } catch {
            try? opened.close()
            throw error
        }
        descriptor = opened
    }

    deinit { try? descriptor.close() }

    private static func open(_ store: ModelStore) throws(ModelError) -> FileDescriptor {
        do throws(FileSystemError) {
            try DurableFiles.makeDirectory(store.workshop, isPrivate: true)
            return try DurableFiles.open(
                store.workshop.appending(name), .readWrite, options: [.create, .closeOnExec, .noFollow],
                permissions: .init(rawValue: 0o600))
        } catch {
            throw ModelError(error)
        }
    }

    private static func take(_ descriptor: FileDescriptor, _ store: ModelStore) throws(ModelError) {
        guard flock(descriptor.rawValue, LOCK_EX | LOCK_NB) == 0 else {
            throw ModelError(
                .busy, "Another command is installing or removing models; run this again when it has ended.")
        }
        do throws(FileSystemError) {
            for name in try DirectoryListing.names(in: store.workshop) where name.string != Self.name {
                try DurableFiles.removeTree(store.workshop.appending(name))
            }
        } catch {
            throw ModelError(error)
        }
    }
}
