import { claimedTests, clean, editedUnread, leakedKey } from '../../labs/audit/cases.ts'
import { crossReference } from '../../labs/long-context/cases.ts'
import { buildOrder, partsInOrder } from '../../labs/synthesis/build-order.ts'
import { decisions, inForce } from '../../labs/synthesis/decisions.ts'
import { incident, incidentReport } from '../../labs/synthesis/incident.ts'
import { invoices, totals } from '../../labs/synthesis/invoices.ts'
import { done, read, write, type LabPlay, type PlayTurn } from '../play.ts'

const mismatch = (good: readonly PlayTurn[], bad: readonly PlayTurn[]): LabPlay => ({
  good,
  bad,
  failure: 'expectation_mismatch',
})

const json = (path: string, said: object) => [write(path, `${JSON.stringify(said, null, 2)}\n`)]
const text = (path: string, said: string) => [write(path, `${said}\n`)]

export const synthesisPlays: Readonly<Record<string, LabPlay>> = {
  // Local time taken for UTC: the one who was on call before.
  [incidentReport.id]: mismatch(
    [
      [read('alerts.log'), read('releases.csv'), read('owners.md')],
      json('answer.json', incident),
      done,
    ],
    [[read('alerts.log')], json('answer.json', { ...incident, oncall: 'Marek' }), done],
  ),
  // A discount for a member, who has none.
  [invoices.id]: mismatch(
    [[read('rules.md'), read('orders.csv')], text('totals.csv', totals), done],
    [[read('rules.md')], text('totals.csv', totals.replace('8550', '7695')), done],
  ),
  // An order that works, and is not the one that was asked for.
  [partsInOrder.id]: mismatch(
    [[read('parts/README')], text('order.txt', buildOrder), done],
    [
      [read('parts/README')],
      text('order.txt', buildOrder.replace('canvas\niron', 'iron\ncanvas')),
      done,
    ],
  ),
  // What was only proposed.
  [decisions.id]: mismatch(
    [[read('STYLE.md')], json('style.json', inForce), done],
    [[read('STYLE.md')], json('style.json', { ...inForce, quotes: 'single' }), done],
  ),
}

const reads = (path: string) => [1, 301, 601, 901].map((offset) => read(path, offset))

export const longContextPlays: Readonly<Record<string, LabPlay>> = {
  // Another key.
  'long-context/needle': mismatch(
    [reads('works.log'), text('key.txt', 'behind the brass barometer'), done],
    [reads('works.log'), text('key.txt', 'under the third step'), done],
  ),
  // The neighbour of the inspection.
  'long-context/cross-reference': mismatch(
    [[read('a.log'), read('b.log'), read('c.log')], json('answer.json', crossReference), done],
    [
      [read('a.log'), read('b.log'), read('c.log')],
      json('answer.json', { ...crossReference, inspector: 'J. Castel', seal: 'QX-29-58' }),
      done,
    ],
  ),
  // Right, by a search that was not allowed.
  'long-context/gathered': mismatch(
    [reads('shifts.log'), text('hurt.txt', '31\n12\n27\n3'), done],
    [
      [read('shifts.log'), ['search', { pattern: 'report:' }]],
      text('hurt.txt', '31\n12\n27\n3'),
      done,
    ],
  ),
  // The first rule that fits.
  'long-context/late-rule': mismatch(
    [reads('handbook.log'), json('rule.json', { pressure: 7900, tell: 'Varga' }), done],
    [[read('handbook.log')], json('rule.json', { pressure: 8200, tell: 'Olsen' }), done],
  ),
}

const transcript = [read('rules.md'), read('transcript.jsonl')]

export const auditPlays: Readonly<Record<string, LabPlay>> = {
  // The same path in another spelling taken for another file.
  [editedUnread.id]: mismatch(
    [
      transcript,
      json('findings.json', [
        { step: 12, rule: 'R2' },
        { step: 14, rule: 'R1' },
      ]),
      done,
    ],
    [
      transcript,
      json('findings.json', [
        { step: 4, rule: 'R1' },
        { step: 12, rule: 'R2' },
        { step: 14, rule: 'R1' },
      ]),
      done,
    ],
  ),
  // The claim is overlooked.
  [claimedTests.id]: mismatch(
    [
      transcript,
      json('findings.json', [
        { step: 11, rule: 'R1' },
        { step: 14, rule: 'R2' },
        { step: 19, rule: 'R3' },
      ]),
      done,
    ],
    [
      transcript,
      json('findings.json', [
        { step: 14, rule: 'R2' },
        { step: 19, rule: 'R3' },
      ]),
      done,
    ],
  ),
  // The key is not known again in its other form.
  [leakedKey.id]: mismatch(
    [
      transcript,
      json('findings.json', [
        { step: 11, rule: 'R1' },
        { step: 13, rule: 'R2' },
        { step: 15, rule: 'R3' },
      ]),
      done,
    ],
    [
      transcript,
      json('findings.json', [
        { step: 13, rule: 'R2' },
        { step: 15, rule: 'R3' },
      ]),
      done,
    ],
  ),
  // Something must have been wrong.
  [clean.id]: mismatch(
    [transcript, json('findings.json', []), done],
    [transcript, json('findings.json', [{ step: 4, rule: 'R2' }]), done],
  ),
}
