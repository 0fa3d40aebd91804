import { cleanText } from './clean-text.ts'
import { contents } from './contents.ts'
import { findings } from './findings.ts'
import { head } from './head.ts'
import { markup, type Clean, type Markup } from './markup.ts'
import { contentPolicy } from './content-policy.ts'
import { script } from './script.ts'
import { style } from './style.ts'
import { timeline } from './timeline.ts'
import { View } from './view.ts'
import { subagentsIn } from '../model/steps-in.ts'
import { summaryOf } from '../model/summary.ts'
import type { Trace } from '../model/trace.ts'

export interface PageOptions {
  /** What every text of the session goes through; made for secrets. Default: texts stay. */
  mask?: (text: string) => string
  /** Characters of content that are shown before every further text is cut short. Default: 12 million. */
  room?: number
}

/**
 * A session as one HTML file for people, in pieces: the file is their sum. It asks nothing of a network and runs one small
 * script, which its content security policy knows by its hash; without it everything is there, too. Nothing that the session
 * holds can become markup. Every event has an address, `#e<seq>`; those of subagents `#<session>-e<seq>`.
 */
export function* tracePage(trace: Trace, options: PageOptions = {}): Generator<string> {
  const { mask = (text: string) => text, room = 12_000_000 } = options
  const clean: Clean = (text) => mask(cleanText(text))
  let out: string[] = []
  let size = 0
  for (const part of parts(new View(trace, { clean, room }))) {
    const before = out.length
    part.write(out, clean)
    for (const text of out.slice(before)) size += text.length
    if (size < pieceSize) continue
    yield out.join('')
    out = []
    size = 0
  }
  yield out.join('')
}

const pieceSize = 65_536

/** What is wrong with the log, or with one of its subagents. */
function damageOf(trace: Trace): string | null {
  const all = [trace, ...subagentsIn(trace)].flatMap(({ damage }) => damage ?? [])
  return all.length === 0 ? null : all.join(' ')
}

function* parts(view: View): Generator<Markup> {
  const summary = summaryOf(view.trace)
  yield markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Harness">
<title>${summary.title ?? summary.session} · Harness</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#timeline">To the timeline</a>
<div class="page">
`
  yield contents(view, summary)
  yield markup`<main>
`
  yield head(view, summary, damageOf(view.trace))
  yield findings(view, summary)
  yield markup`<section class="timeline" id="timeline" aria-label="Timeline">
`
  yield* timeline(view)
  yield markup`</section>
</main>
</div>
<script>${script}</script>
</body>
</html>
`
}
