// A log of any length: turns of one call each, as an agent that reads one file after the other writes them.
import { defaultLimits, textContent, type Draft, type Event } from '@harness/kernel'

export interface LongLog {
  session: string
  events: number
  /** What the tools answer differs from this seq on. */
  differsFrom?: number
}

/** Its events, in order. */
export function* longLog({ session, events, differsFrom = Infinity }: LongLog): Generator<Event> {
  let seq = 0
  for (const draft of drafts(session, () => seq, differsFrom)) {
    seq += 1
    yield { ...draft, seq, at: 1_700_000_000_000 + seq * 40, v: 1, cause: draft.cause ?? null }
    if (seq === events) return
  }
}

const hash = `sha256:${'0'.repeat(64)}`

function* drafts(session: string, at: () => number, differsFrom: number): Generator<Draft> {
  yield { type: 'session.created', data: { session, workspace: `/work/${session}` } }
  yield {
    type: 'session.configured',
    data: {
      kernel: '0.0.0',
      model: { provider: 'offline', id: 'offline' },
      system: hash,
      tools: [{ name: 'read', effect: 'pure' }],
      toolset: hash,
      permissions: { mode: 'ask', rules: [], person: true },
      limits: { ...defaultLimits, maxTurns: 1_000_000 },
    },
  }
  const data = { from: 'person', mode: 'steer', content: textContent('Read it all.') } as const
  yield { type: 'input.received', data }
  yield { type: 'run.started', cause: 3, data: {} }
  let inputs = [3]
  for (let file = 0; ; file++) {
    yield { type: 'model.started', cause: at(), data: { attempt: 1, inputs } }
    inputs = []
    const turn = at() + 1
    const call = `${turn}.0`
    const input = JSON.stringify({ path: `src/part-${file}.ts` })
    const text = 'I look at the next part of it, as the one before said nothing of the sort.'
    const parts = [
      { type: 'text' as const, text },
      { type: 'call' as const, id: `call_${session}_${file}`, name: 'read', input },
    ]
    const usage = { inputTokens: 1200 + file, outputTokens: 31 }
    yield {
      type: 'model.settled',
      cause: turn - 1,
      data: { kind: 'replied', reply: { parts, stop: 'calls', usage } },
    }
    yield { type: 'judge.started', cause: turn, data: { call, attempt: 1 } }
    const target = `src/part-${file}.ts`
    yield {
      type: 'call.judged',
      cause: turn + 1,
      data: {
        kind: 'judged',
        prepared: { effect: 'pure', access: 'read', target },
        verdict: { decision: 'allow', rule: 'mode ask' },
      },
    }
    yield { type: 'tool.started', cause: turn + 2, data: { call, effect: 'pure', attempt: 1 } }
    const seen = at() + 1 < differsFrom ? 'a line of it' : 'another line'
    const content = textContent(Array.from({ length: 12 }, (_, n) => `${n} ${seen}`).join('\n'))
    yield { type: 'tool.settled', cause: turn + 3, data: { kind: 'done', content } }
  }
}
