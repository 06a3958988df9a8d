package io.cairn.registry.core.rendering;

/** How the page looks. */
final class HtmlStyle {
  static final String CSS =
      """
      :root {
        --page: #f6f7f9; --card: #ffffff; --ink: #1d232b; --pale: #5a6472; --line: #dde1e7;
        --head: #eef1f4;
        --added: #11632d; --added-bg: #e2f5e7;
        --removed: #a3182a; --removed-bg: #fdeaec;
        --changed: #7a4a00; --changed-bg: #fdf3d7;
      }
      @media (prefers-color-scheme: dark) {
        :root {
          --page: #101418; --card: #181d23; --ink: #e4e8ee; --pale: #9aa5b3; --line: #2e3640;
          --head: #20272f;
          --added: #6fdc8c; --added-bg: #12301c;
          --removed: #ff9aa5; --removed-bg: #3b181d;
          --changed: #f0c25e; --changed-bg: #352a10;
        }
      }
      * { box-sizing: border-box; }
      html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
      body {
        margin: 0; background: var(--page); color: var(--ink);
        font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
      }
      main { max-width: 72rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
      h1 { margin: 0; font-size: 1.75rem; line-height: 1.2; letter-spacing: -0.01em; }
      h2 { margin: 0 0 .75rem; font-size: 1.125rem; line-height: 1.3; }
      h1, h2, p, th, td, code, bdi, li { overflow-wrap: anywhere; }
      p { margin: 0; }
      code {
        font: .875em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
        unicode-bidi: isolate; white-space: break-spaces;
      }
      header { margin-bottom: 1.5rem; }
      .sides { margin-top: .375rem; color: var(--pale); font-size: 1.0625rem; }
      .arrow { color: var(--pale); }
      .counts { display: flex; flex-wrap: wrap; gap: .5rem; margin: 1rem 0 0; padding: 0; list-style: none; }
      .counts li { padding: .125rem .75rem; border-radius: 1rem; font-size: .9375rem; }
      .counts li.same { background: var(--head); color: var(--pale); }
      li.added { background: var(--added-bg); color: var(--added); }
      li.removed { background: var(--removed-bg); color: var(--removed); }
      li.changed { background: var(--changed-bg); color: var(--changed); }
      section {
        margin-top: 1.25rem; padding: 1.25rem; border: 1px solid var(--line); border-radius: .625rem;
        background: var(--card);
      }
      .verdict { border-left: .375rem solid; }
      .verdict.pass { border-left-color: var(--added); }
      .verdict.fail { border-left-color: var(--removed); }
      .verdict.pass h2 { margin: 0; color: var(--added); }
      .verdict.fail h2 { color: var(--removed); }
      .verdict .sign { margin-right: .5rem; }
      .verdict ol { margin: 0; padding: 0; list-style: none; }
      .verdict li { padding: .75rem 0 0; }
      .verdict li + li { margin-top: .75rem; border-top: 1px solid var(--line); }
      .verdict li { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(24rem, 100%), 1fr)); gap: .25rem 2rem; }
      summary { margin-top: .75rem; padding-top: .75rem; border-top: 1px solid var(--line); cursor: pointer; }
      .verdict .place { font-weight: 600; }
      .rule {
        display: inline-block; margin-left: .375rem; padding: 0 .5rem; border-radius: .25rem;
        background: var(--removed-bg); color: var(--removed); font-size: .75rem; letter-spacing: .02em;
      }
      .whom { margin-left: .375rem; color: var(--pale); font-size: .875rem; font-weight: 400; }
      .why { font-size: .9375rem; }
      .remedy { color: var(--pale); }
      .remedy::before { content: "→ "; }
      table { width: 100%; border-collapse: collapse; table-layout: fixed; }
      th, td { padding: .5rem .75rem; text-align: start; vertical-align: top; font-weight: 400; }
      thead th { padding-top: 0; color: var(--pale); font-size: .8125rem; font-weight: 600; }
      tbody tr { border-top: 1px solid var(--line); }
      .changes thead th:first-child { width: 32%; }
      .fields thead th:nth-child(1) { width: 34%; }
      .fields thead th:nth-child(2) { width: 26%; }
      .fields thead th:nth-child(3) { width: 14%; }
      td bdi { font-size: .9375rem; }
      .group th { padding: .375rem .75rem; font-size: .875rem; font-weight: 600; }
      .added .group th { background: var(--added-bg); color: var(--added); }
      .removed .group th { background: var(--removed-bg); color: var(--removed); }
      .changed .group th { background: var(--changed-bg); color: var(--changed); }
      .group .count { margin-left: .25rem; font-weight: 400; }
      th .sign { display: inline-block; width: 1.25rem; font-family: ui-monospace, monospace; font-weight: 700; }
      .fields tbody th { padding-left: 2rem; text-indent: -1.25rem; }
      .fields tbody th > * { text-indent: 0; }
      .fields tr.added { background: var(--added-bg); }
      .fields tr.removed { background: var(--removed-bg); }
      .fields tr.changed { background: var(--changed-bg); }
      .added .sign { color: var(--added); }
      .removed .sign { color: var(--removed); }
      .changed .sign { color: var(--changed); }
      .fields tr.removed code { text-decoration: line-through; }
      .fields tr:not(.same) .parent, .fields tr:not(.same) .note, .fields tr:not(.same) .arrow { color: inherit; }
      .fields td p + p { margin-top: .125rem; }
      .parent, .note { color: var(--pale); }
      .note, .fields td p { font-size: .875rem; }
      del { color: var(--removed); text-decoration: line-through; }
      ins { color: var(--added); text-decoration: none; }
      @media (max-width: 44rem) {
        main { padding: 1.25rem .75rem 3rem; }
        section { padding: 1rem .75rem; }
        thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
        table, tbody, tr, th, td { display: block; }
        tbody tr { padding: .5rem 0; }
        tr.group { padding: 0; }
        tbody th, td { padding: .125rem .5rem; }
        .fields tbody th { padding-left: 1.75rem; }
        td:empty { display: none; }
        td { display: grid; grid-template-columns: 4.25rem minmax(0, 1fr); gap: .5rem; }
        td::before { content: attr(data-label); color: var(--pale); font-size: .8125rem; line-height: 1.7; }
        .fields tr:not(.same) td::before { color: inherit; }
        .fields td { padding-left: 1.75rem; }
      }
      @media print {
        body { background: none; }
        section { break-inside: auto; }
        tr { break-inside: avoid; }
      }
      """;

  private HtmlStyle() {}
}
