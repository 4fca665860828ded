/// The style of the page of a matrix, for light and dark screens, narrow and wide ones, and paper.
extension MatrixPage {
  /// The content of its only `style`; `styleHash` has to follow it.
  static let style: StaticString = """

    :root {
      color-scheme: light dark;
      --ground: light-dark(#ffffff, #0d1117);
      --cell: light-dark(#f6f8fa, #151b23);
      --ink: light-dark(#1f2328, #e6edf3);
      --faint: light-dark(#59636e, #9198a1);
      --line: #6b7279;
    }
    [data-theme="light"] { color-scheme: light; }
    [data-theme="dark"] { color-scheme: dark; }
    * { box-sizing: border-box; }
    body {
      margin: 0; padding: 1rem; background: var(--ground); color: var(--ink);
      font: 14px/1.4 system-ui, "Segoe UI", Roboto, Helvetica, Arial, sans-serif;
    }
    h1 { margin: 0; font-size: 1.5rem; }
    p { margin: 0.25rem 0; }
    a { color: inherit; text-decoration-color: color-mix(in srgb, currentColor 40%, transparent); text-underline-offset: 3px; }
    a:hover { text-decoration-color: currentColor; }
    :focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; }

    .tools, .legend { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: center; margin: 0.75rem 0; padding: 0; }
    .tools[hidden], li[hidden], td[hidden], th[hidden] { display: none; }
    .tools fieldset { display: flex; flex-wrap: wrap; gap: 0.25rem 0.75rem; margin: 0; padding: 0; border: 0; }
    .tools legend { float: left; padding: 0; margin-right: 0.75rem; }
    .tools input[type="search"], .tools button {
      font: inherit; color: inherit; background: var(--cell); border: 1px solid var(--line); border-radius: 4px;
      padding: 0.25rem 0.5rem; max-width: 100%;
    }
    .legend { list-style: none; }
    .legend span {
      display: inline-block; width: 1.75rem; height: 1rem; vertical-align: -0.125rem; background: var(--cell);
      border: 1px solid var(--line); border-radius: 3px; text-align: center; line-height: 0.875rem;
    }

    .box { overflow: auto; max-height: calc(100vh - 2rem); border: 1px solid var(--line); border-radius: 4px; }
    table { border-spacing: 0.5rem 0; }
    th {
      position: sticky; top: 0; z-index: 1; min-width: 13rem; padding: 0.5rem 0; background: var(--ground);
      text-align: left; vertical-align: bottom; border-bottom: 2px solid var(--line);
    }
    th small, .id { display: block; color: var(--faint); font-weight: normal; font-size: 12px; }
    td { padding: 0 0 0.5rem; vertical-align: top; }
    td ul { list-style: none; margin: 0; padding: 0; }
    td li {
      margin-top: 0.375rem; padding: 0.25rem 0.5rem; border: 1px solid var(--line); border-radius: 3px;
      background: var(--cell); color: var(--ink); overflow-wrap: anywhere; hyphens: auto;
    }
    /* Sub-techniques are set in behind a bar. */
    details ul { margin-top: 0.375rem; padding-left: 0.375rem; border-left: 3px solid currentColor; }
    summary { cursor: pointer; font-size: 12px; color: var(--faint); }
    details p { margin: 0.375rem 0; }
    li > b { float: right; margin-left: 0.5rem; }
    .paint.paint { color: #000000; }
    .paint.step3, .paint.step4 { color: #ffffff; }
    .paint.step0 { background: #deebf7; }
    .paint.step1 { background: #9ecae1; }
    .paint.step2 { background: #6baed6; }
    .paint.step3 { background: #2171b5; }
    .paint.step4 { background: #08306b; }
    .paint.marked { background: #6baed6; }
    .paint.covered { background: #009e73; }
    .paint.exposed { background: #e69f00; }
    .paint.unaddressed { background: #d9d9d9; }
    .paint.added { background: #56b4e9; }
    .paint.changed { background: #f0e442; }
    .paint.removed { background: #cc79a7; }
    .paint > .id, .paint > details > summary { color: inherit; }
    footer { margin-top: 1rem; color: var(--faint); }

    @media print {
      @page { size: A3 landscape; margin: 10mm; }
      :root { color-scheme: light; }
      body { padding: 0; font-size: 7pt; }
      .tools { display: none; }
      .box { overflow: visible; max-height: none; border: 0; }
      table { width: 100%; table-layout: fixed; border-spacing: 2px 0; }
      th { position: static; min-width: 0; }
      th small, .id, summary { font-size: 6pt; }
      td li { break-inside: avoid; padding: 1px 3px; margin-top: 2px; }
      * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    }

    """
}
