extension StyleSheet {
    /// Drawings.
    static let charts = """
        figure { margin: 1.2rem 0 0; }
        figcaption { color: var(--quiet); font-size: .88rem; margin-top: .5rem; max-width: 44rem; }
        svg { display: block; }
        svg.chart { width: 100%; height: auto; overflow: visible; }
        svg.definitions { position: absolute; }
        .scroll > svg.chart { min-width: 45rem; }
        .scroll.narrow > svg.chart { min-width: 30rem; max-width: 46rem; }
        svg.circle { max-width: 25rem; margin: 0 auto; }
        .small-chart svg { max-width: 25rem; }
        svg text { fill: var(--ink); font-size: 12px; }
        svg .small { font-size: 10.5px; } svg .quiet { fill: var(--quiet); } svg .label { font-size: 12px; fill: var(--quiet); }
        svg .strong { fill: var(--ink); font-weight: 600; } svg .mid { text-anchor: middle; } svg .end { text-anchor: end; }
        .tick { fill: var(--rule); }
        .bar-line { stroke: var(--bar); stroke-width: .8; fill: none; } .beat-line { stroke: var(--beat); stroke-width: .6; fill: none; }
        .letter-0 { fill: var(--letter-0); } .letter-1 { fill: var(--letter-1); } .letter-2 { fill: var(--letter-2); }
        .letter-3 { fill: var(--letter-3); } .letter-4 { fill: var(--letter-4); } .letter-5 { fill: var(--letter-5); }
        svg .section-letter { font-weight: 700; font-size: 12px; } svg .section-name { font-size: 11.5px; }
        .key-region { fill: none; stroke: var(--rule); } svg .key-name { font-size: 11.5px; }
        .wave-vocals { fill: var(--vocals); } .wave-drums { fill: var(--drums); } .wave-bass { fill: var(--bass); }
        .wave-other { fill: var(--other-stem); } .wave-guitar { fill: var(--guitar); } .wave-piano { fill: var(--piano); }
        .f-tonic, .ground-f-tonic-sub { fill: var(--tonic); } .f-subdominant, .ground-f-subdominant-sub { fill: var(--subdominant); }
        .f-dominant, .ground-f-dominant-sub { fill: var(--dominant); } .ground-f-applied { fill: var(--applied); }
        .ground-f-mixture { fill: var(--mixture); } .f-other { fill: var(--other); }
        .f-tonic-sub { fill: url(#p-f-tonic-sub); } .f-subdominant-sub { fill: url(#p-f-subdominant-sub); }
        .f-dominant-sub { fill: url(#p-f-dominant-sub); } .f-applied { fill: url(#p-f-applied); } .f-mixture { fill: url(#p-f-mixture); }
        .marks { stroke: var(--mark); stroke-width: 1.3; fill: none; }
        .lines { display: grid; grid-template-columns: repeat(4, 1fr); gap: .3rem 0; }
        @media (max-width: 60rem) { .lines { grid-template-columns: 1fr 1fr; } }
        @media (max-width: 34rem) { .lines { grid-template-columns: 1fr; } }
        .line { margin-top: 1.5rem; break-inside: avoid; }
        .bar-edge { fill: var(--quiet); } svg .bar-number { font-size: 10.5px; fill: var(--quiet); } svg .key-change { font-size: 10.5px; fill: var(--accent); font-weight: 600; }
        svg .chord-symbol { font-size: 16px; font-weight: 600; } svg .chord-symbol.tight { font-size: 11.5px; } svg .chord-symbol.goes-on { font-weight: 400; fill: var(--quiet); }
        svg .numeral.tight { font-size: 9px; } svg .key-change.tight, svg .key-name.tight, svg .section-letter.tight { font-size: 8.5px; }
        svg .no-chord { font-size: 13px; fill: var(--quiet); }
        svg .repeat-sign { font-size: 14px; fill: var(--quiet); } svg .numeral { font-size: 12.5px; } svg .function-code { font-size: 10.5px; fill: var(--quiet); }
        .step-0 { fill: var(--step-0); } .step-1 { fill: var(--step-1); } .step-2 { fill: var(--step-2); } .step-3 { fill: var(--step-3); }
        .step-4 { fill: var(--step-4); } .step-5 { fill: var(--step-5); }
        svg .key-major { font-size: 15px; font-weight: 600; text-anchor: middle; } svg .key-minor { font-size: 12.5px; font-weight: 600; text-anchor: middle; }
        svg .key-share { font-size: 10.5px; text-anchor: middle; }
        svg .on-0 { fill: var(--quiet); } svg .on-1, svg .on-2, svg .on-3 { fill: var(--on-low); } svg .on-4, svg .on-5 { fill: var(--on-high); }
        .tonic-outline { fill: none; stroke: var(--dominant); stroke-width: 3; }
        .on-beat { fill: var(--accent); } .off-beat { fill: var(--step-3); }
        svg .count { font-size: 11px; text-anchor: middle; fill: var(--quiet); } svg .count.strong { fill: var(--ink); }
        .swing-mark { fill: var(--dominant); } .curve { fill: none; stroke: var(--accent); stroke-width: 1.6; }
        svg.share { width: 100%; height: .6rem; border-radius: 2px; } .share-ground { fill: var(--faint); } .amount { fill: var(--accent); }
        """
}
