import { markup, type Markup } from './markup.ts'
import type { CallStatus } from '../model/trace.ts'

type Tone = 'good' | 'bad' | 'held' | 'open'

/** A state in a shape and a word: colour says nothing that they do not. */
export const statusMark = (tone: Tone, word: string): Markup =>
  markup`<b class="status ${tone}"><span aria-hidden="true">${shapes[tone]}</span> ${word}</b>`

const shapes = { good: '✓', bad: '✕', held: '■', open: '…' } as const satisfies Record<Tone, string>

/** How a call came out. */
export function toneOf(status: CallStatus): Tone {
  switch (status) {
    case 'done':
      return 'good'
    case 'failed':
    case 'invalid':
    case 'unknown':
    case 'cut':
    case 'lost':
      return 'bad'
    case 'proposed':
    case 'judging':
    case 'asking':
    case 'allowed':
    case 'running':
    case 'background':
      return 'open'
    default:
      return 'held'
  }
}

/** How a run or a subagent ended. */
export const toneOfEnd = (reason: string | null): Tone => {
  if (reason === null) return 'open'
  if (reason === 'done') return 'good'
  return reason === 'failed' || reason === 'stuck' ? 'bad' : 'held'
}
