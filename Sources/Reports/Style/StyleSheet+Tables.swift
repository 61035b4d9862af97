extension StyleSheet {
    /// Tables and the chord sheet.
    static let tables = """
        .scroll { overflow-x: auto; max-width: 100%; padding-bottom: .3rem; }
        table { border-collapse: collapse; min-width: min(100%, 28rem); font-size: .95rem; }
        table:has(td.bar-cell), table.songs { width: 100%; }
        caption { text-align: left; color: var(--quiet); font-size: .88rem; padding: 0 0 .4rem; caption-side: top; }
        th, td { text-align: left; vertical-align: baseline; padding: .38rem .9rem .38rem 0; border-bottom: 1px solid var(--faint); }
        thead th { color: var(--quiet); font-weight: 550; font-size: .84rem; border-bottom-color: var(--rule); white-space: nowrap; }
        tbody th { font-weight: 550; }
        td.number, th.number { text-align: right; white-space: nowrap; }
        td.bar-cell { width: 40%; min-width: 5rem; vertical-align: middle; }
        table.long td { overflow-wrap: anywhere; }
        td.said { min-width: 13rem; }
        @media (max-width: 34rem) {
        table { font-size: .9rem; } th, td { padding-right: .6rem; } td.bar-cell { min-width: 4rem; width: 30%; }
        .facts { grid-template-columns: 1fr 1fr; } .facts > div { padding: .7rem .8rem; } .facts .value { font-size: 1.35rem; }
        }
        .sheet { margin-top: 1.6rem; }
        .sheet h4, .line h4 { margin: 0 0 .35rem; font-size: .95rem; font-weight: 600; }
        .sheet h4 span, .line h4 span { color: var(--quiet); font-weight: 400; }
        ol.bars { list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: repeat(8, 1fr); border-left: 1px solid var(--ink); }
        @media (max-width: 52rem) { ol.bars { grid-template-columns: repeat(4, 1fr); } }
        ol.bars li { position: relative; border-right: 1px solid var(--ink); border-bottom: 1px solid var(--faint); padding: .95rem .2rem .35rem .4rem; min-height: 3rem; min-width: 0; font-size: 1.02rem; line-height: 1.25; }
        ol.bars .n { position: absolute; top: .12rem; left: .3rem; color: var(--quiet); font-size: .68rem; }
        ol.bars .c { display: inline-block; margin-right: .45em; font-weight: 550; overflow-wrap: normal; }
        ol.bars .r { color: var(--quiet); }
        """
}
