import { markup, type Markup } from '@harness/traces/page'
import type { AttemptReport } from '../report.ts'

export type Status = AttemptReport['status']

/** In a shape and a word: colour says nothing that they do not. */
const shapes = {
  passed: '✓',
  assisted: '◐',
  failed: '✕',
  infrastructure: '!',
  open: '…',
} as const satisfies Record<Status | 'assisted', string>

export const shapeOf = ({ status, assisted }: AttemptReport): string =>
  shapes[status === 'passed' && assisted ? 'assisted' : status]

export function wordOf({ status, assisted, failure }: AttemptReport): string {
  switch (status) {
    case 'passed':
      return assisted ? 'passed after feedback' : 'passed'
    case 'failed':
      return `failed: ${failure ?? 'unknown'}`
    case 'infrastructure':
      return 'not measured'
    case 'open':
      return 'not over'
  }
}

export const statusMark = (attempt: AttemptReport): Markup =>
  markup`<b class="status ${attempt.status}"><span aria-hidden="true">${shapeOf(attempt)}</span> ${wordOf(attempt)}</b>`

/** Where an attempt stands in the page. */
export const addressOf = (place: number, repeat: number): string => `c${place + 1}-${repeat}`
