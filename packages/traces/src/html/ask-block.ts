import { formatDuration } from './format.ts'
import { codeBlock } from './text-block.ts'
import { markup, type Markup, type Value } from './markup.ts'
import { statusMark } from './status.ts'
import type { View } from './view.ts'
import type { AskStep, CallStep, Judgement } from '../model/trace.ts'

/** What a person was asked, and what they said. `shown` is what the page shows of the call anyway. */
export function askBlock(view: View, ask: AskStep, shown: string): Markup {
  const { question, preview, answer, reason, seq } = ask
  const text = question ?? (preview === shown ? '' : preview)
  return markup`<div class="ask">${view.mark(seq)}<p>${verdictOf(ask)}${waited(ask)}</p>${block(view, text, seq)}${said('Answer', answer)}${said('Reason', reason === '' ? null : reason)}</div>`
}

function verdictOf({ decision, by, question }: AskStep): Value {
  const what = question === null ? 'Permission' : 'Question'
  const who = by === '' ? '' : ` by ${by}`
  switch (decision) {
    case 'allow':
      return [`${what}: `, statusMark('good', question === null ? 'allowed' : 'answered'), who]
    case 'deny':
      return [`${what}: `, statusMark('held', 'denied'), who]
    case 'open':
      return [`${what}: `, statusMark('open', 'not answered yet')]
    default:
      return [`${what}: `, statusMark('held', decision)]
  }
}

const waited = ({ ms }: AskStep): Value =>
  ms === null ? null : markup`, <span class="number">${formatDuration(ms)}</span>`

const block = (view: View, text: string, seq: number): Value =>
  text === '' ? null : codeBlock(view, text, { seq, most: 4000 })

const said = (what: string, text: string | null): Value =>
  text === null ? null : markup`<p class="said"><b>${what}</b> ${text}</p>`

/** What rules and hooks said before it, where there is something to tell: an allowance by a rule is no news. */
export function judgementBlock(view: View, { judgements }: CallStep): Markup[] {
  return judgements.map((judgement) => {
    const mark = view.mark(judgement.seq)
    const { decision, rule, reason } = judgement
    const hooks = hookLines(judgement)
    if (decision === 'allow' && hooks.length === 0)
      return markup`${mark}<p class="quiet">allowed by ${rule}</p>`
    const why = reason === '' ? rule : `${rule}: ${reason}`
    return markup`${mark}<p class="quiet">${wordOf(decision)}${why === '' ? '' : ` (${why})`}</p>${hooks}`
  })
}

const wordOf = (decision: Judgement['decision']): string =>
  decision === 'deny' ? 'denied' : decision === 'ask' ? 'to be asked' : decision

export const hookLines = ({ hooks }: Pick<Judgement, 'hooks'>): Markup[] =>
  hooks.map(({ hook, decision, reason = '', stop = '', failed = false }) => {
    const words = [decision === 'none' ? '' : decision, failed ? 'failed' : '', reason, stop]
    return markup`<p class="quiet">hook <code>${hook}</code> ${words.filter((one) => one !== '').join(', ')}</p>`
  })
