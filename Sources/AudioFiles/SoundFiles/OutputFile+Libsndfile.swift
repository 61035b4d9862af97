internal import CSndfile

extension OutputFile {
    /// Opens the file with libsndfile; it must outlive the handle, which is the caller's to close.
    func openSoundFile(mode: Int, _ information: inout SF_INFO) throws(AudioFileError) -> OpaquePointer {
        var callbacks = unsafe SF_VIRTUAL_IO(
            get_filelen: { unsafe $0.map { unsafe OutputFile.of($0).length } ?? -1 },
            seek: { offset, whence, context in
                unsafe context.map { unsafe OutputFile.of($0).seek(offset, whence) } ?? -1
            },
            read: { bytes, count, context in
                guard let context = unsafe context, let bytes = unsafe bytes else { return 0 }
                let buffer = unsafe UnsafeMutableRawBufferPointer(start: bytes, count: Int(count))
                return sf_count_t(unsafe OutputFile.of(context).read(into: buffer))
            },
            write: { bytes, count, context in
                guard let context = unsafe context, let bytes = unsafe bytes else { return 0 }
                let buffer = unsafe UnsafeRawBufferPointer(start: bytes, count: Int(count))
                return sf_count_t(unsafe OutputFile.of(context).write(buffer))
            },
            tell: { unsafe $0.map { unsafe OutputFile.of($0).position } ?? -1 })
        let context = unsafe Unmanaged.passUnretained(self).toOpaque()
        guard let handle = unsafe sf_open_virtual(&callbacks, Int32(mode), &information, context) else {
            throw failure ?? .codec(unsafe String(cString: sf_strerror(nil)))
        }
        return unsafe handle
    }
}
