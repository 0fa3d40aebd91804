import { markup, type Markup } from '@harness/traces/page'
import type { AttemptReport } from '../report.ts'

export type Status = AttemptReport['status']

/** In a shape and a word: colour says nothing that they do not. */
export const shapes = {
  passed: '✓',
  failed: '✕',
  infrastructure: '!',
  open: '…',
} as const satisfies Record<Status, string>

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
  markup`<b class="status ${attempt.status}"><span aria-hidden="true">${shapes[attempt.status]}</span> ${wordOf(attempt)}</b>`

/** Where an attempt stands in the page. */
export const addressOf = (place: number, repeat: number): string => `c${place + 1}-${repeat}`
