import { colours } from './colours.ts'
import { markup } from './markup.ts'

/** How the page looks: the fonts of the system, one accent, light or dark as the reader's system is. */
export const style = markup`
${colours}*, ::before, ::after { box-sizing: border-box }
html { font: 100%/1.55 var(--sans); -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem }
body { margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: anywhere }
h1, h2, h3, h4, p, ul, ol, dl, dd, pre { margin: 0; padding: 0; font-size: 1em }
ul, ol { list-style: none }
small { font-size: .8125rem; font-weight: 400; color: var(--quiet) }
a { color: var(--accent); text-underline-offset: .2em; text-decoration-thickness: .06em }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px }
code, pre.code { font: .84375rem/1.5 var(--mono); font-variant-ligatures: none; tab-size: 4 }
.skip { position: absolute; left: -99rem; padding: .5rem 1rem; background: var(--paper) }
.skip:focus { left: 0; z-index: 1 }
.page { max-width: 90rem; margin: 0 auto; padding: clamp(1.25rem, 4vw, 3.5rem) clamp(1rem, 4vw, 3.5rem) 6rem }
main { max-width: 68rem }

header { margin-bottom: 2.5rem }
.kicker { font: .8125rem/1.5 var(--mono); color: var(--quiet) }
h1 { font-size: clamp(1.5rem, 1.1rem + 1.8vw, 2.375rem); font-weight: 650; line-height: 1.18; letter-spacing: -.018em;
  margin: .35rem 0 .8rem; max-width: 28em; text-wrap: balance; display: -webkit-box; -webkit-box-orient: vertical;
  -webkit-line-clamp: 6; overflow: hidden; padding-bottom: .05em }
.end { font-size: 1.0625rem }
.said { margin-top: .35rem; white-space: pre-wrap }
.damage { margin-top: 1rem; padding: .75rem 1rem; border: 1px solid var(--bad); border-left-width: 4px }
.damage b { color: var(--bad) }
.numbers { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); margin: 1.75rem 0 1.25rem;
  border-block: 1px solid var(--line); padding-block: 1rem; gap: 1rem 1.5rem }
.numbers div { display: flex; flex-direction: column-reverse; justify-content: flex-end }
.numbers dt { font-size: .8125rem; color: var(--quiet) }
.numbers dd { font-size: 1.375rem; font-weight: 600; line-height: 1.25; font-variant-numeric: tabular-nums; letter-spacing: -.01em }
.bar { display: block; width: 100%; height: 5px; background: var(--raised); border-radius: 3px }
.bar rect.models { fill: var(--models) }
.bar rect.tools { fill: var(--tools) }
.bar rect.people { fill: var(--people) }
.time .bar { height: 10px }
.time ul { display: flex; flex-wrap: wrap; gap: .2rem 1.5rem; margin: .5rem 0 1.5rem; font-size: .875rem; color: var(--quiet) }
.time b { color: var(--ink); font-weight: 600; font-variant-numeric: tabular-nums }
.time li[class]::before { content: ""; display: inline-block; width: .65em; height: .65em; margin-right: .45em; border-radius: 2px; background: currentcolor }
.time .models::before { color: var(--models) }
.time .tools::before { color: var(--tools) }
.time .people::before { color: var(--people) }
.about, .fields { display: grid; gap: .3rem 1.25rem; font-size: .9375rem }
.about div, .fields > div { display: grid; grid-template-columns: minmax(6.5rem, 9rem) minmax(0, 1fr); gap: 0 1rem }
dt { color: var(--quiet) }

main > section { margin-bottom: 2.5rem }
main > section > h2 { font-size: 1.0625rem; font-weight: 650; margin-bottom: .6rem }
.errors { border: 1px solid var(--bad); border-left-width: 4px; border-radius: 3px; padding: .9rem 1.1rem 1rem }
.errors h2 { color: var(--bad) }
.errors li { padding: .35rem 0; border-top: 1px solid var(--line) }
.errors li:first-child { border: 0 }
.errors .message { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; font-size: .875rem; color: var(--quiet) }
.errors summary { margin-top: .4rem }
.files li { padding: .1rem 0 .1rem 1.5rem; text-indent: -1.5rem }
.files li > span { display: inline-block; width: 1.5rem; text-indent: 0 }
.files li > code { margin-right: .5rem }
.files .created > span { color: var(--good) }
.files .deleted > span { color: var(--bad) }
.scroll { overflow-x: auto }
table { border-collapse: collapse; font-size: .875rem; font-variant-numeric: tabular-nums; overflow-wrap: normal }
th, td { padding: .3rem 1.25rem .3rem 0; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--line); font-weight: 400 }
th:first-child { text-align: left; white-space: normal; overflow-wrap: anywhere; min-width: 7rem }
thead th { color: var(--quiet); font-size: .8125rem }

.contents { font-size: .875rem; margin-bottom: 1.5rem }
.contents summary { padding: .25rem 0 }
.contents ul { display: flex; flex-wrap: wrap; gap: .1rem 1rem }
.contents h2 { font-weight: 600; margin: .9rem 0 .3rem }
.contents a { text-decoration: none }
.contents a:hover { text-decoration: underline }
.contents ol { display: grid; grid-template-columns: repeat(auto-fill, minmax(2.1rem, 1fr)); gap: 3px; content-visibility: auto; contain-intrinsic-size: auto 4rem }
.contents ol a { display: block; padding: .12rem 0; text-align: center; font-size: .75rem; font-variant-numeric: tabular-nums; background: var(--raised); color: var(--ink); border-radius: 2px }
.contents ol a:focus-visible { outline-offset: -2px }
.contents ol a.bad { background: var(--gone); color: var(--gone-ink); font-weight: 700 }

.step { content-visibility: auto; display: grid; grid-template-columns: 5.25rem minmax(0, 1fr); padding: .9rem .25rem; margin: 0 -.25rem }
.h0 { contain-intrinsic-size: auto 3.5rem }
.h1 { contain-intrinsic-size: auto 9rem }
.h2 { contain-intrinsic-size: auto 16rem }
.h3 { contain-intrinsic-size: auto 34rem }
.h4 { contain-intrinsic-size: auto 70rem }
.step i[id] { position: absolute; scroll-margin-top: 1rem }
.at { font: .75rem/1.5 var(--mono); color: var(--quiet); padding-top: .2rem }
.at a { color: inherit; text-decoration: none; display: inline-block; min-width: 2.5rem }
.at a:hover, .self:hover { text-decoration: underline }
.at time { display: block }
.what > * + *, .call > * + *, .agent > * + *, .ask > * + *, .failure > * + *, .what details > * + * { margin-top: .55rem }
.what h2 { font-size: 1.25rem; font-weight: 650; letter-spacing: -.01em }
.what h3 { font-weight: 650 }
.what h2, .what h3, .what h4 { display: flex; flex-wrap: wrap; align-items: baseline; gap: .1rem .6rem }
.what h4 { font-size: 1rem; color: var(--ink) }
.of-run { border-top: 2px solid var(--ink); margin-top: 1.5rem; padding-top: 1rem }
.of-model { border-top: 1px solid var(--line) }
.facts { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 .9rem; margin-left: auto; font-size: .8125rem; font-weight: 400; color: var(--quiet) }
.number { font-variant-numeric: tabular-nums }
.status { font-weight: 600; font-size: .875rem }
.status.good { color: var(--good) }
.status.bad { color: var(--bad) }
.status.held { color: var(--held) }
.status.open { color: var(--quiet) }
.prose { font: inherit; white-space: pre-wrap; max-width: 46rem }
.of-input .what { border-left: 3px solid var(--accent); padding-left: 1rem }
.of-input h3 { color: var(--accent) }
.code { white-space: pre-wrap; background: var(--raised); border-radius: 3px }
pre.code { padding: .6rem .8rem }
.cut { font: italic 600 .8125rem/1.5 var(--sans); color: var(--held) }
pre.diff { padding-inline: 0 }
.diff > * { display: block; padding-inline: .8rem; font-style: normal; text-decoration: none }
.diff b { font-weight: 600 }
.diff i { color: var(--quiet) }
.diff ins { background: var(--added); color: var(--added-ink) }
.diff del { background: var(--gone); color: var(--gone-ink) }
.diff span { display: block; padding-inline: .8rem }
.call { border-left: 3px solid var(--line); padding: .1rem 0 .1rem .9rem; margin-top: .9rem }
.call.bad { border-left-color: var(--bad) }
.call.held { border-left-color: var(--held); border-left-style: double }
.call h4 { font-weight: 400 }
.call h4 { flex: 1 1 auto; min-width: 0 }
.call > details > summary:has(h4) { display: flex; align-items: baseline; gap: .5rem; width: 100% }
.call > details > summary:has(h4)::before { content: "▸"; color: var(--quiet); flex: none }
.call > details[open] > summary:has(h4)::before { content: "▾" }
.self { font: .75rem/1.5 var(--mono); color: inherit; text-decoration: none }
.tool { font-weight: 700; background: none }
.subject { font: .84375rem/1.5 var(--mono); color: var(--quiet); flex: 0 1 auto; min-width: 0 }
.outcome { font-size: .875rem; color: var(--quiet) }
.outcome code { color: var(--ink) }
.quiet, .line { font-size: .875rem; color: var(--quiet) }
.line b { color: var(--ink); font-weight: 600 }
summary { cursor: pointer; font-size: .875rem; width: fit-content; max-width: 100%; padding: .1rem .25rem .1rem 0 }
summary::marker { color: var(--quiet) }
summary:hover, summary:hover::before { color: var(--accent) }
.ask { border-left: 3px solid var(--people); padding-left: .8rem; font-size: .9375rem }
.failure { border-left: 3px solid var(--bad); padding-left: .8rem }
.failure b { color: var(--bad) }
.agent { border: 1px solid var(--line); border-radius: 3px; padding: .7rem .9rem }
.agent .timeline { margin-top: .5rem }
.agent .step { grid-template-columns: minmax(0, 1fr) }
.agent .at time, .agent .at a { display: inline }
.step:has(> i:target), .call:has(> i:target) { background: var(--tint); box-shadow: 0 0 0 .25rem var(--tint) }

@media (min-width: 40.01rem) {
  .what h4 { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: 0 .75rem }
}
@media (min-width: 60rem) {
  .about { grid-template-columns: repeat(2, minmax(0, 1fr)) }
}
@media (min-width: 70rem) {
  .page { display: grid; grid-template-columns: 12.5rem minmax(0, 1fr); column-gap: clamp(2rem, 4vw, 4.5rem); align-items: start }
  .contents { position: sticky; top: 2rem; max-height: calc(100vh - 4rem); overflow-y: auto; padding: 2px }
  .contents ul { display: block }
  .contents { scrollbar-width: thin }
  @supports selector(::details-content) {
    .contents summary { display: none }
    .contents details::details-content { content-visibility: visible; display: block }
  }
}
@media (max-width: 40rem) {
  .step { grid-template-columns: minmax(0, 1fr) }
  .at a, .at time { display: inline-block; min-width: 0; margin-right: .6rem }
  .facts { margin-left: 0 }
  .numbers { grid-template-columns: 1fr 1fr }
  .about div, .fields > div { grid-template-columns: minmax(0, 1fr) }
  .about dt, .fields dt { font-size: .8125rem }
}
@media (prefers-contrast: more) {
  :root { --quiet: var(--ink); --line: currentcolor }
}
@media (forced-colors: active) {
  .bar rect { stroke: CanvasText; stroke-width: .3 }
}
@media print {
  html { font-size: 9pt }
  .contents, .skip { display: none }
  .page { padding: 0; max-width: none }
  main { max-width: none }
  .step { content-visibility: visible; grid-template-columns: 4rem minmax(0, 1fr) }
  details::details-content { content-visibility: visible; display: block }
  h2, h3, h4 { break-after: avoid }
  .errors, .call h4, .ask { break-inside: avoid }
  a { color: inherit }
}
`
