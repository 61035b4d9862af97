extension MPEGAudioFile {
    /// How far behind the tags the first frame may begin.
    static let searchedByteCount = 256 * 1024
    private static let walkedByteCount = 64 * 1024
    /// Encoders and editors leave a little behind the last frame, or count a little more than they write.
    private static let toleratedJunkByteCount: Int64 = 4096
    private static let toleratedShortfall: Int64 = 2048

    /// Looks for frames behind the leading tags; `nil` where there are none.
    static func inspect(_ file: OpenFile, tags: LeadingTags) throws(AudioFileError) -> MPEGAudioInspection? {
        let end = try TrailingTags(file, notBefore: tags.end).start
        let windowByteCount = searchedByteCount + 4 * MPEGFrameHeader.maximumFrameByteCount
        let window = try file.bytes(at: tags.end, count: Int(min(Int64(windowByteCount), end - tags.end)))
        var search = FrameSearch(endsFile: tags.end + Int64(window.count) == end)
        guard let found = search.firstFrame(in: window.span, from: 0, before: searchedByteCount),
            let firstByteCount = found.byteCount(of: found.header)
        else { return nil }
        let information = StreamInformation(window.span, at: found.offset, header: found.header)
        let streamStart = tags.end + Int64(found.offset)
        let audioStart = information == nil ? streamStart : streamStart + Int64(firstByteCount)
        guard audioStart < end else { return .tooShort(presentBytes: end - streamStart) }

        let tailStart = max(audioStart, end - Int64(walkedByteCount))
        let headBytes = try file.bytes(at: audioStart, count: Int(min(Int64(walkedByteCount), end - audioStart)))
        let tailBytes = try file.bytes(at: tailStart, count: Int(end - tailStart))
        let head = FrameWalk(headBytes.span, like: found, isAligned: true, endsFile: tailStart == audioStart)
        let tail = FrameWalk(tailBytes.span, like: found, isAligned: tailStart == audioStart, endsFile: true)
        guard head.frameCount > 0 || tail.frameCount > 0 else {
            return .tooShort(presentBytes: end - streamStart)
        }

        let behind = tail.lastFrameEnd ?? 0
        let endsInZeros = tailBytes.span.isZero(behind..<tailBytes.count)
        var audioEnd = tail.lastFrameEnd.map { tailStart + Int64($0) } ?? end
        if tail.lastFrameEnd == nil, endsInZeros { audioEnd = try ZeroStretches.start(in: file, audioStart..<end) }

        let evidence = Evidence(
            presentBytes: audioEnd - streamStart, claimedBytes: information?.byteCount, fileBytes: file.size,
            reservedBytes: endsInZeros && end - audioEnd > toleratedJunkByteCount ? end - audioEnd : 0,
            hasHoles: try ZeroStretches.exist(in: file, audioStart..<audioEnd),
            endsInsideFrame: tail.endsInsideFrame && end == file.size)
        let frameCount = estimatedFrameCount(
            found, byteCount: audioEnd - audioStart, information: information, evidence: evidence, walks: [head, tail])
        let firstAudioHeader = MPEGFrameHeader(headBytes.span, at: 0) ?? found.header
        return .mpegAudio(
            MPEGAudioFile(
                version: found.header.version, layer: found.header.layer, sampleRateHz: found.header.sampleRateHz,
                channelCount: found.header.channelCount, bitRateKbps: firstAudioHeader.bitRateKbps,
                audioRange: audioStart..<audioEnd, decodableRange: streamStart..<audioEnd,
                estimatedDurationSeconds: frameCount * Double(found.header.sampleCount)
                    / Double(found.header.sampleRateHz),
                completeness: evidence.verdict))
    }

    /// What speaks for and against all of the audio being there; lengths count from the first frame of any kind.
    private struct Evidence {
        let presentBytes: Int64
        let claimedBytes: Int64?
        let fileBytes: Int64
        let reservedBytes: Int64
        let hasHoles: Bool
        let endsInsideFrame: Bool

        /// The claim, where it is not absurd.
        var plausibleClaim: Int64? {
            claimedBytes.flatMap { (presentBytes...presentBytes * 100).contains($0) ? $0 : nil }
        }

        var verdict: Completeness {
            if hasHoles { return .truncated(presentBytes: presentBytes, expectedBytes: plausibleClaim) }
            if let claimedBytes, claimedBytes > 0, claimedBytes <= presentBytes,
                presentBytes / 100 <= claimedBytes
            {
                return .complete
            }
            if let claim = plausibleClaim, claim - presentBytes > toleratedShortfall,
                // Some old encoders counted the tags, so that the claim is the length of the file.
                abs(claim - fileBytes) > toleratedShortfall
            {
                return .truncated(presentBytes: presentBytes, expectedBytes: claim)
            }
            if reservedBytes > 0 {
                return .truncated(
                    presentBytes: presentBytes, expectedBytes: plausibleClaim ?? presentBytes + reservedBytes)
            }
            if endsInsideFrame { return .truncated(presentBytes: presentBytes, expectedBytes: plausibleClaim) }
            return .complete
        }
    }

    private static func estimatedFrameCount(
        _ found: FrameSearch.Found, byteCount: Int64, information: StreamInformation?, evidence: Evidence,
        walks: [FrameWalk]
    ) -> Double {
        let bytes = Double(byteCount)
        let most = bytes / Double(found.freeFormatByteCount ?? found.header.minimumByteCount)
        let fewest = bytes / Double(found.freeFormatByteCount ?? MPEGFrameHeader.maximumFrameByteCount)
        if let claimed = information?.frameCount, claimed > 0 {
            var frames = Double(claimed)
            if case .truncated(let present, let expected?) = evidence.verdict, expected > 0 {
                frames *= Double(present) / Double(expected)
            }
            if (fewest...max(fewest, most)).contains(frames) { return frames }
        }
        let walked = walks.reduce(into: (frames: 0, bytes: 0)) {
            $0.frames += $1.frameCount
            $0.bytes += $1.frameByteCount
        }
        return min(most, bytes * Double(walked.frames) / Double(max(1, walked.bytes)))
    }
}
