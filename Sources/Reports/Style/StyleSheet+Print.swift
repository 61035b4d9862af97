extension StyleSheet {
    /// On paper: charts and rows break well, what is folded is open, and outlines stand for the patterns, which would make
    /// printed files some hundred times larger.
    static let print = """
        @media print {
        @page { margin: 14mm; }
        :root { --paper: #fff; --sheet: #fff; }
        body { font-size: 10pt; }
        header, main, footer { max-width: none; padding: 0; }
        nav.contents, .tools, .skip { display: none; }
        main > section { padding-top: 1.6rem; }
        h2, h3, h4, caption, .lead { break-after: avoid; }
        .columns table { font-size: 8pt; } .columns td, .columns th { padding-right: .35rem; } .columns td.bar-cell { min-width: 1.5rem; width: 20%; }
        .lines { grid-template-columns: repeat(4, 1fr); } ol.bars { grid-template-columns: repeat(8, 1fr); }
        .columns { grid-template-columns: 1fr 1fr; gap: .5rem 1.6rem; } .facts { grid-template-columns: repeat(5, 1fr); }
        .facts .value { font-size: 1.2rem; } svg.circle { max-width: 17rem; } .scroll.narrow > svg.chart { min-width: 0; }
        h3 { margin-top: 1.2rem; } td, th { padding-block: .2rem; } .line, .sheet { margin-top: .8rem; }
        figure, svg.chart, tr, li, .facts > div { break-inside: avoid; }
        .overline { margin-top: 0; }
        .scroll { overflow: visible; } .scroll > svg.chart { min-width: 0; }
        details > summary { list-style: none; } details::details-content { content-visibility: visible; display: block; height: auto; }
        a { color: inherit; text-decoration: none; }
        .f-tonic-sub { fill: var(--tonic); } .f-subdominant-sub { fill: var(--subdominant); } .f-dominant-sub { fill: var(--dominant); }
        .f-applied { fill: var(--applied); } .f-mixture { fill: var(--mixture); }
        .f-tonic-sub, .f-subdominant-sub, .f-dominant-sub, .f-applied, .f-mixture { fill-opacity: .4; stroke: var(--ink); stroke-width: .7; }
        .f-tonic-sub, .f-subdominant-sub, .f-dominant-sub { stroke-dasharray: 4 2; } .f-mixture { stroke-dasharray: 1 1.5; }
        * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        }
        @media print and (prefers-color-scheme: dark) { :root { --ink: #22252b; } }
        """
}
