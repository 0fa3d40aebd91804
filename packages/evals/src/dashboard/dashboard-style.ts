import { colours, markup } from '@harness/traces/page'

/** How the page looks: the colours and fonts of a session's page. */
export const dashboardStyle = markup`
${colours}
*, ::before, ::after { box-sizing: border-box }
html { font: 100%/1.5 var(--sans); -webkit-text-size-adjust: 100% }
body { margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: anywhere }
h1, h2, h3, p, ul { margin: 0; padding: 0; font-size: 1em }
ul { list-style: none }
a { color: var(--accent); text-underline-offset: .2em }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px }
main { max-width: 110rem; margin: 0 auto; padding: clamp(1rem, 4vw, 3.5rem) clamp(1rem, 4vw, 3.5rem) 6rem }
h1 { font-size: clamp(1.5rem, 1.1rem + 1.8vw, 2.375rem); font-weight: 650; line-height: 1.18; letter-spacing: -.018em; margin-bottom: .4rem }
.quiet { color: var(--quiet); font-size: .875rem }
.suite { margin-top: 2.5rem; border-top: 2px solid var(--ink); padding-top: .9rem }
.suite h2 { font-size: 1.25rem; font-weight: 650 }
.subject { margin-top: 1.25rem }
.subject h3 { font-weight: 650; margin-bottom: .3rem }
.scroll { overflow-x: auto }
table { border-collapse: collapse; font-size: .875rem; font-variant-numeric: tabular-nums }
th, td { padding: .35rem 1.25rem .35rem 0; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--line); font-weight: 400; vertical-align: middle }
th:first-child, .left { text-align: left }
thead th { color: var(--quiet); font-size: .8125rem }
td.rate { min-width: clamp(8rem, 24vw, 30rem); white-space: normal }
.rate b { font-weight: 650 }
.rate svg { display: block; width: 100%; height: 12px; margin-top: .1rem }
.scale { fill: var(--line) }
.interval { fill: var(--accent); opacity: .35 }
.value { fill: var(--accent) }
.held { color: var(--held); font-weight: 600 }
@media (max-width: 40rem) {
  table, thead, tbody, tr, th, td { display: block; text-align: left; white-space: normal; border: 0; padding: 0 }
  thead { position: absolute; left: -99rem }
  tr { border-bottom: 1px solid var(--line); padding: .6rem 0 }
  td[data-name]::before { content: attr(data-name) " "; color: var(--quiet) }
  .scroll { overflow-x: visible }
}
@media (forced-colors: active) {
  .value, .interval { fill: CanvasText }
}
`
