import { colours, markup } from '@harness/traces/page'

/** How the page looks: the colours and fonts of a session's page. */
export const pageStyle = markup`
${colours}
:root { --setup: #8a6bb1; --verification: #3f8f6b }
*, ::before, ::after { box-sizing: border-box }
html { font: 100%/1.5 var(--sans); -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem }
body { margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: anywhere }
h1, h2, h3, p, ul, dl, dd { margin: 0; padding: 0; font-size: 1em }
ul { list-style: none }
small { font-size: .8125rem; font-weight: 400; color: var(--quiet) }
a { color: var(--accent); text-underline-offset: .2em }
code { font: .84375rem/1.5 var(--mono); font-variant-ligatures: none }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px }
.skip { position: absolute; left: -99rem; padding: .5rem 1rem; background: var(--paper) }
.skip:focus { left: 0; z-index: 1 }
main { max-width: 84rem; margin: 0 auto; padding: clamp(1rem, 4vw, 3.5rem) clamp(1rem, 4vw, 3.5rem) 6rem }
main > section { margin-top: 2.5rem }
h1 { font-size: clamp(1.5rem, 1.1rem + 1.8vw, 2.375rem); font-weight: 650; line-height: 1.18; letter-spacing: -.018em; margin: .35rem 0 .8rem; text-wrap: balance }
h2 { font-size: 1.0625rem; font-weight: 650; margin-bottom: .6rem }
.kicker { font: .8125rem/1.5 var(--mono); color: var(--quiet) }
.quiet { color: var(--quiet); font-size: .875rem }
.said { max-width: 46rem; margin-bottom: 1rem }
.notice { margin: 1rem 0; padding: .75rem 1rem; border: 1px solid var(--held); border-left-width: 4px }
.share { max-width: 40rem; margin: 1rem 0 }
.share b { font-size: 1.25rem; font-variant-numeric: tabular-nums }
.share svg { display: block; width: 100%; height: 14px; margin-top: .2rem }
.scale { fill: var(--line) }
.interval { fill: var(--accent); opacity: .35 }
.value { fill: var(--accent) }
.numbers { display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: 1rem 1.5rem; margin: 1.75rem 0 1.25rem; padding-block: 1rem; border-block: 1px solid var(--line) }
.numbers div { display: flex; flex-direction: column-reverse; justify-content: flex-end }
.numbers dt { font-size: .8125rem; color: var(--quiet) }
.numbers dd { font-size: 1.375rem; font-weight: 600; line-height: 1.25; font-variant-numeric: tabular-nums }
.about { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: .3rem 2rem; font-size: .9375rem }
.about div { display: grid; grid-template-columns: minmax(6.5rem, 10rem) minmax(0, 1fr); gap: 0 1rem }
dt { color: var(--quiet) }
.scroll { overflow-x: auto }
table { border-collapse: collapse; font-size: .875rem; font-variant-numeric: tabular-nums }
th, td { padding: .3rem 1.25rem .3rem 0; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--line); font-weight: 400; vertical-align: baseline }
th:first-child, th.left, td.marks { text-align: left }
th:first-child { white-space: normal; min-width: 8rem }
thead th { color: var(--quiet); font-size: .8125rem }
.matrix .scroll { max-height: 32rem; overflow-y: auto }
.matrix td.marks { white-space: normal; min-width: 8rem }
.marks a { display: inline-block; min-width: 1.6rem; margin: 1px; text-align: center; font-weight: 700; text-decoration: none; border-radius: 2px; background: var(--raised) }
.marks a:focus-visible { outline-offset: -2px }
.marks .passed { background: var(--added); color: var(--added-ink) }
.marks .failed { background: var(--gone); color: var(--gone-ink) }
.marks .infrastructure { color: var(--held) }
.marks .open { color: var(--quiet) }
.status { font-weight: 600; font-size: .875rem }
.status.passed { color: var(--good) }
.status.failed { color: var(--bad) }
.status.infrastructure { color: var(--held) }
.status.open { color: var(--quiet) }
.filter { border: 0; margin: 0 0 1rem; padding: 0; display: flex; flex-wrap: wrap; gap: .3rem 1.25rem; font-size: .875rem }
.filter legend { float: left; padding: 0; margin-right: 1.25rem; color: var(--quiet) }
.filter label { cursor: pointer }
.filter input { accent-color: var(--accent); margin: 0 .25rem 0 0 }
.case { content-visibility: auto; contain-intrinsic-size: auto 7rem; border-top: 1px solid var(--line); padding: .8rem .25rem }
.case h3 { font-weight: 650 }
.task { color: var(--quiet); font-size: .875rem; max-width: 60rem }
.attempt { margin-top: .4rem; border-left: 3px solid var(--line); padding-left: .8rem }
.attempt.failed { border-left-color: var(--bad) }
.attempt.infrastructure { border-left-color: var(--held); border-left-style: double }
.attempt:target { background: var(--tint) }
.attempt > * + * { margin-top: .4rem }
.attempt[open] { padding-bottom: .6rem }
summary { cursor: pointer; font-size: .9375rem }
summary::marker { color: var(--quiet) }
.number { font-variant-numeric: tabular-nums }
.facts { display: inline-flex; flex-wrap: wrap; gap: 0 .9rem; margin-left: .9rem; font-size: .8125rem; color: var(--quiet); font-variant-numeric: tabular-nums }
.reason { display: block; font-size: .875rem; color: var(--quiet) }
.checks li { padding-left: 1.5rem; text-indent: -1.5rem; font-size: .9375rem }
.time { max-width: 40rem }
.bar { display: block; width: 100%; height: 8px; background: var(--raised); border-radius: 3px }
.time ul { display: flex; flex-wrap: wrap; gap: .2rem 1.5rem; margin-top: .3rem; font-size: .8125rem; color: var(--quiet) }
.time li[class]::before { content: ""; display: inline-block; width: .65em; height: .65em; margin-right: .45em; border-radius: 2px; background: currentcolor }
.bar .setup { fill: var(--setup) }
.bar .models { fill: var(--models) }
.bar .tools { fill: var(--tools) }
.bar .people { fill: var(--people) }
.bar .verification { fill: var(--verification) }
.time .setup::before { color: var(--setup) }
.time .models::before { color: var(--models) }
.time .tools::before { color: var(--tools) }
.time .people::before { color: var(--people) }
.time .verification::before { color: var(--verification) }
.shell code { background: var(--raised); padding: .1rem .35rem; border-radius: 3px; user-select: all }
main:has(#show-passed:checked) :is(.case:not(.has-passed), .attempt:not(.passed)),
main:has(#show-failed:checked) :is(.case:not(.has-failed), .attempt:not(.failed)),
main:has(#show-infrastructure:checked) :is(.case:not(.has-infrastructure), .attempt:not(.infrastructure)),
main:has(#show-open:checked) :is(.case:not(.has-open), .attempt:not(.open)) { display: none }
@media (max-width: 40rem) {
  .facts { display: flex; margin-left: 0 }
}
@media (forced-colors: active) {
  .marks a { border: 1px solid }
}
@media print {
  .filter, .matrix, .skip { display: none }
  .case { content-visibility: visible }
}
`
