extension StyleSheet {
    /// The table of songs; on a narrow screen each song is a paragraph.
    static let library = """
        .tools { display: flex; flex-wrap: wrap; gap: .6rem 1rem; align-items: center; margin: 1rem 0; }
        .tools[hidden] { display: none; }
        .tools input { font: inherit; color: inherit; background: var(--sheet); border: 1px solid var(--quiet); border-radius: 8px; padding: .5rem .8rem; width: min(100%, 24rem); }
        table.songs thead { position: sticky; top: 0; background: var(--paper); }
        table.songs button { all: unset; cursor: pointer; color: var(--accent); }
        table.songs button:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
        table.songs th[aria-sort=ascending] button::after { content: " ↑"; } table.songs th[aria-sort=descending] button::after { content: " ↓"; }
        table.songs tbody tr:hover { background: var(--wash); }
        @media screen and (max-width: 52rem) {
        table.songs, table.songs tbody, table.songs tr, table.songs td, table.songs th { display: block; border: 0; padding: 0; text-align: left; }
        table.songs thead tr { display: flex; flex-wrap: wrap; gap: .3rem .9rem; padding: .4rem 0; }
        table.songs tbody tr { border-bottom: 1px solid var(--rule); padding: .7rem 0; }
        table.songs td { display: inline-block; margin-right: 1rem; color: var(--quiet); font-size: .9rem; }
        table.songs td[data-label]:not(:empty)::before { content: attr(data-label) " "; font-size: .78rem; }
        table.songs td:empty, table.songs tbody tr[hidden] { display: none; }
        table.songs td.artist { display: block; color: var(--ink); }
        }
        """
}
