/// What files of weights are called.
enum WeightFileNames {
    private static let bundleDataSuffix = ".data-00000-of-00001"
    private static let bundleIndexSuffix = ".index"

    /// Whether a file holds the data of a TensorFlow tensor bundle.
    static func isBundleData(_ name: String) -> Bool { name.hasSuffix(bundleDataSuffix) }

    /// Name of the data of a TensorFlow tensor bundle; `nil` where `name` is not that of an index.
    static func bundleData(ofIndex name: String) -> String? {
        name.hasSuffix(bundleIndexSuffix) ? name.dropLast(bundleIndexSuffix.count) + bundleDataSuffix : nil
    }

    /// Whether a file alone is a checkpoint, by its name.
    static func isCheckpoint(_ name: String) -> Bool {
        [".th", ".pt", ".pth", ".ckpt", ".safetensors"].contains(where: name.hasSuffix)
    }

    /// The files of weights among the files of one folder: the one tensor bundle that there is, or every checkpoint, in
    /// order of their names.
    static func weights(among names: [String]) -> [String] {
        let visible = names.filter { !$0.hasPrefix(".") }.sorted()
        let bundles = visible.compactMap { index in
            bundleData(ofIndex: index).flatMap { visible.contains($0) ? [index, $0] : nil }
        }
        return bundles.count == 1 ? bundles[0] : visible.filter(isCheckpoint)
    }
}
