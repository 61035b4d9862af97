public import Catalogue
public import Models

/// Tells the catalogue which models are installed: its table `models` lists them, and songs that waited for one are
/// queued again.
public struct ModelIndexing: Sendable {
    private let store: ModelStore

    /// The models of a home.
    public init(_ store: ModelStore) { self.store = store }

    /// Replaces the list and releases the songs. Models whose description cannot be read are left out.
    public func run(into catalogue: Catalogue) throws(CatalogueError) {
        let names = (try? store.names()) ?? []
        let rows = names.compactMap { name in
            (try? store.description(of: name)).map { model in
                ModelRow(
                    name: model.name, task: model.task, sha256: model.sha256, licence: model.licence,
                    installedAt: model.installedAt)
            }
        }
        try catalogue.replaceModels(rows)
        try catalogue.releaseWaiting(kind: .analyse)
    }
}
