import type { ReplayedSession } from '@harness/sdk'
import { expect, it } from 'vitest'
import { replayReport } from './replay-report.ts'

const recorded = { type: 'model.started', cause: 3, data: { attempt: 2, inputs: [3] } }
const now = { ...recorded, data: { attempt: 1, inputs: [3] } }
const place = { seq: 5, recorded, path: ['data', 'attempt'], kernel: '0.1.0' }

const found: ReplayedSession = {
  session: 'm4k7rt',
  isEqual: false,
  decided: {
    kernel: '0.2.0',
    events: 40,
    decisions: 20,
    different: 3,
    stretches: [],
    differences: [
      { ...place, kind: 'changed', decided: now },
      { ...place, seq: 9, kind: 'undecided', decided: null, path: [], kernel: null },
    ],
  },
  played: {
    kernel: '0.2.0',
    events: 40,
    performed: 1,
    given: 2,
    difference: { ...place, played: now },
  },
  elsewhere: 'npx --yes -p @harness/cli@0.1.0 harness trace replay m4k7rt',
}

it('names every event that comes out otherwise, with both sides', () => {
  expect(replayReport(found)).toBe(`Session m4k7rt
Decided again: of 40 events 3 are not what is decided now.
  event 5 model.started is decided otherwise (written by kernel 0.1.0)
    at data.attempt
    recorded  model.started {"attempt":2,"inputs":[3]} because of 3
    now       model.started {"attempt":1,"inputs":[3]} because of 3
  event 9 model.started nobody decides now
    recorded  model.started {"attempt":2,"inputs":[3]} because of 3
    now       nothing
  and 1 more
Played: it comes out otherwise at event 5 of 40.
    at data.attempt
    recorded  model.started {"attempt":2,"inputs":[3]} because of 3
    now       model.started {"attempt":1,"inputs":[3]} because of 3
Another version wrote that. To replay it there: npx --yes -p @harness/cli@0.1.0 harness trace replay m4k7rt
`)
})

it('says nothing of what was not asked for, and nothing that moves a cursor', () => {
  const evil = { ...recorded, data: { text: '\u001b[2Jgone\nand more' } }
  const report = replayReport({
    ...found,
    decided: null,
    played: { ...found.played!, difference: { ...place, recorded: evil, played: null } },
    elsewhere: null,
  })
  expect(report).not.toContain('Decided')
  expect(report).not.toContain('\u001b')
  expect(report.split('\n')).toHaveLength(6)
})
