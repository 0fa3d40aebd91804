import { askBlock, judgementBlock } from './ask-block.ts'
import { callInput, callSubject } from './call-input.ts'
import { diffBlock, isDiff } from './diff-block.ts'
import { formatDuration } from './format.ts'
import { markup, type Markup, type Value } from './markup.ts'
import { pathIn } from '../model/path-in.ts'
import { prettyJson } from './pretty-json.ts'
import { statusMark, toneOf } from './status.ts'
import { taskBlock } from './task-block.ts'
import { codeBlock, folded, shownContent } from './text-block.ts'
import { hasFailed } from '../model/summary.ts'
import type { View } from './view.ts'
import type { CallStep, Trace } from '../model/trace.ts'

/** How the trace of a subagent is shown. */
export type Nested = (trace: Trace) => Value

/** A call: what it is, how it went; what was given, what was asked of whom, and what came of it stand behind it. */
export function callBlock(view: View, call: CallStep, nested: Nested): Markup {
  const { tool, status, ms, settled, seq, prepared, task } = call
  const tone = toneOf(status)
  const own = call.judgements[0]?.seq ?? call.task?.seq ?? settled ?? seq
  const preview = prepared?.preview ?? ''
  const marks = [view.mark(own), view.mark(settled)]
  const took = ms === null ? null : markup`<span class="number">${formatDuration(ms)}</span>`
  const again =
    call.attempts > 1 ? markup`<span class="number">attempt ${call.attempts}</span>` : null
  return markup`<section class="call ${tone}">${marks}
<details><summary><h4><code class="tool">${tool}</code> <span class="subject">${callSubject(view, call)}</span> <span class="facts">${again}${took}${statusMark(tone, wordOf(call))}<a class="self" href="#${view.idOf(own)}">#${own}</a></span></h4></summary>${callInput(view, call)}${given(view, call)}${judgementBlock(view, call)}</details>
${changeBlock(view, call)}${call.asks.map((ask) => askBlock(view, ask, preview))}${files(view, call)}${task ? taskBlock(view, task, nested) : null}
${result(view, call)}</section>
`
}

const wordOf = ({ status, code }: CallStep): string =>
  code === null || code === status ? status : `${status}: ${code}`

/** The change that it makes, or the whole command where a line has no room for it. */
function changeBlock(view: View, { prepared, seq }: CallStep): Value {
  const preview = prepared?.preview ?? ''
  if (isDiff(preview)) {
    const block = diffBlock(view, preview, seq)
    const changes = preview.split('\n').filter((line) => /^[+-](?![+-]{2} )/.test(line))
    const added = changes.filter((line) => line.startsWith('+')).length
    const about = `+${added} −${changes.length - added}`
    return changes.length > 60
      ? markup`<details><summary>Change <small>${about}</small></summary>${block}</details>`
      : block
  }
  return prepared?.access === 'command' && preview.includes('\n')
    ? codeBlock(view, preview, { seq, most: 4000 })
    : null
}

/** What a hook or a person made of the arguments. */
const given = (view: View, { given: changed, seq }: CallStep): Value =>
  changed === undefined
    ? null
    : markup`<p>Changed before it ran:</p>${codeBlock(view, prettyJson(changed), { seq })}`

function files({ trace }: View, { files: states }: CallStep): Value {
  const changed = states.filter(({ change }) => change !== undefined)
  if (changed.length === 0) return null
  return markup`<p class="quiet">${changed.map(({ path, change = '' }, place) => [place === 0 ? '' : ', ', `${change} `, markup`<code>${pathIn(trace, path)}</code>`])}</p>`
}

function result(view: View, call: CallStep): Value {
  const text = shownContent(call.content)
  if (text === '') return null
  const kept =
    call.artifacts.length === 0
      ? null
      : markup`<p class="quiet">kept whole: ${call.artifacts.join(', ')}</p>`
  const seq = call.settled ?? call.seq
  if (text.length <= 100 && !text.includes('\n'))
    return [markup`<p class="outcome">→ <code>${text}</code></p>`, kept]
  return [folded(view, { title: 'Result', text, isOpen: hasFailed(call) }, { seq }), kept]
}
