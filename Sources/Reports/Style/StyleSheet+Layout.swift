extension StyleSheet {
    /// The page, its headings, facts, notes, legends and glossary.
    static let layout = """
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-behavior: smooth; }
        @media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
        body {
        margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: break-word;
        font: 400 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Ubuntu, Cantarell, sans-serif;
        font-variant-numeric: tabular-nums;
        }
        header, main, footer { max-width: 70rem; margin: 0 auto; padding: 0 1.25rem; }
        h1, h2, .value, .display {
        font-family: ui-serif, "Iowan Old Style", "Palatino Linotype", Palatino, "Noto Serif", Georgia, serif;
        font-weight: 500; letter-spacing: -.01em;
        }
        h1, .byline { overflow-wrap: anywhere; }
        h1 { font-size: clamp(1.9rem, 1.3rem + 2.6vw, 3.1rem); line-height: 1.1; margin: .2rem 0 .3rem; }
        h2 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .35rem; }
        h3 { font-size: 1rem; line-height: 1.4; margin: 2rem 0 .5rem; font-weight: 650; }
        p { margin: 0 0 .8rem; max-width: 44rem; }
        a { color: var(--accent); text-underline-offset: .15em; text-decoration-thickness: .06em; }
        :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
        .skip { position: absolute; left: -99rem; }
        .skip:focus { left: 1rem; top: 1rem; background: var(--sheet); padding: .5rem 1rem; }
        .overline { margin: 3rem 0 0; color: var(--quiet); font-size: .82rem; letter-spacing: .08em; text-transform: uppercase; }
        .byline { color: var(--quiet); font-size: 1.12rem; margin: 0 0 1.6rem; }
        .display { font-size: 1.3rem; margin-bottom: .3rem; }
        .scroll + p, ul + p, .columns + p { margin-top: 1rem; }
        .quiet, .lead { color: var(--quiet); }
        .lead { margin-bottom: 1.2rem; }
        nav.contents { border-block: 1px solid var(--rule); margin: 1.6rem 0 0; padding: .55rem 0; }
        nav.contents ul { display: flex; flex-wrap: wrap; gap: .2rem 1.4rem; margin: 0; padding: 0; list-style: none; }
        nav.contents a { text-decoration: none; display: inline-block; padding: .2rem 0; font-size: .95rem; }
        nav.contents a:hover { text-decoration: underline; }
        main > section { padding: 3rem 0 0; }
        footer { margin-top: 4rem; padding-top: 1.2rem; padding-bottom: 3rem; color: var(--quiet); font-size: .9rem; }
        footer p { max-width: none; border-top: 1px solid var(--rule); padding-top: 1.2rem; }
        .facts {
        display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 11.5rem), 1fr)); gap: 1px; margin: 0;
        background: var(--sheet); border: 1px solid var(--rule); border-radius: 10px; overflow: hidden;
        }
        .facts > div { box-shadow: 0 0 0 1px var(--rule); padding: .9rem 1.1rem 1rem; }
        .facts dt { color: var(--quiet); font-size: .82rem; letter-spacing: .04em; }
        .facts dd { margin: 0; }
        .facts .value { font-size: 1.65rem; line-height: 1.25; }
        .facts .note { color: var(--quiet); font-size: .86rem; line-height: 1.4; }
        .facts.small .value { font-size: 1.25rem; }
        .mark { color: var(--alarm); }
        .columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 27rem), 1fr)); gap: 1rem 3rem; }
        .columns > * { min-width: 0; }
        .absent { color: var(--quiet); border-left: 3px solid var(--rule); padding: .15rem 0 .15rem .8rem; }
        .absent b { font-weight: 600; color: var(--ink); }
        ul.reasons { margin: 0 0 1rem; padding-left: 1.1rem; max-width: 44rem; }
        ul.reasons li { margin: .25rem 0; }
        ul.notes { margin: 0; padding: 1rem 1.2rem 1rem 2.2rem; background: var(--alarm-wash); border-radius: 10px; }
        ul.notes b { color: var(--alarm); font-weight: 600; }
        ul.legend { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; list-style: none; margin: .8rem 0 0; padding: 0; }
        ul.legend li { font-size: .88rem; color: var(--quiet); display: flex; align-items: center; gap: .45rem; }
        ul.legend b { color: var(--ink); font-weight: 600; }
        .key-swatch { width: 26px; height: 13px; flex: none; }
        details { border-top: 1px solid var(--rule); padding: .2rem 0; }
        details:last-of-type { border-bottom: 1px solid var(--rule); }
        summary { cursor: pointer; padding: .5rem 0; font-weight: 550; }
        details > :not(summary) { margin-bottom: 1rem; }
        dl.glossary { display: grid; grid-template-columns: minmax(7rem, 13rem) 1fr; gap: .5rem 1.2rem; margin: .4rem 0 0; }
        dl.glossary dt { font-weight: 600; }
        dl.glossary dd { margin: 0; max-width: 42rem; }
        @media (max-width: 34rem) { dl.glossary { display: block; } dl.glossary dd { margin-bottom: .7rem; } }
        """
}
