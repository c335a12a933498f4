/** How pages look that are read as files: on a wide and a narrow screen, by day and by night, and printed. Nothing is loaded. */
export const PAGE_STYLE = `
  :root { color-scheme: light dark; --text: #1b1f24; --page: #fff; --line: #d0d7de; --soft: #f6f8fa; --link: #0b57a4;
    --error: #a40e26; --warning: #7a4d00; --pass: #1a5c2a; --waived: #4b3a8f; --hint: #4a5560; }
  @media (prefers-color-scheme: dark) { :root { --text: #e6e9ec; --page: #14171a; --line: #3a424a; --soft: #1f2429; --link: #7db7f5;
    --error: #ff8f96; --warning: #f0bd5c; --pass: #7fd692; --waived: #b9aaff; --hint: #a9b4be; } }
  body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem; color: var(--text); background: var(--page); }
  h1 { font-size: 1.6rem; line-height: 1.25; }
  h2 { font-size: 1rem; margin: 2rem 0 .5rem; }
  a { color: var(--link); }
  table { border-collapse: collapse; width: 100%; margin: 1rem 0 2rem; }
  caption { text-align: left; font-weight: 600; padding: .5rem 0; }
  th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid var(--line); overflow-wrap: break-word; }
  thead th { white-space: nowrap; }
  td ul { margin: .3rem 0; padding-left: 1.2rem; }
  code, pre { font: 14px/1.4 ui-monospace, monospace; }
  td code { overflow-wrap: anywhere; }
  pre { background: var(--soft); padding: .6rem; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
  summary { cursor: pointer; }
  .error, .warning, .hint, .waived, .pass, .fail { font-weight: 600; white-space: nowrap; }
  .error, .fail { color: var(--error); }
  .warning { color: var(--warning); }
  .pass { color: var(--pass); }
  .waived { color: var(--waived); }
  .hint { color: var(--hint); }
  @media (max-width: 48rem) {
    body { margin: 1rem auto; }
    thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    table, tbody, tr, caption { display: block; }
    tr { border-bottom: 1px solid var(--line); padding: .5rem 0; }
    th, td { display: block; border: 0; padding: .1rem 0; }
    td:empty { display: none; }
    td[data-head]::before { content: attr(data-head) ': '; color: var(--hint); }
  }`;
