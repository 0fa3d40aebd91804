import { Event } from '@harness/kernel'

type Short = readonly [at: number, type: string, data: unknown, cause?: number]

/** A log of events in short; times in seconds. */
const log = (events: readonly Short[]): Event[] =>
  events.map(([at, type, data, cause = null], place) =>
    Event.parse({ seq: place + 1, at: at * 1000, v: 1, cause, type, data }),
  )

const hash = `sha256:${'0'.repeat(64)}`

const configuration = {
  kernel: '0.0.0',
  model: { provider: 'p', id: 'm', price: { input: 1, output: 10, cacheRead: 0.1 } },
  system: hash,
  tools: [{ name: 'write_file', effect: 'idempotent' }],
  toolset: hash,
  permissions: { mode: 'ask', rules: [], person: true },
  limits: { maxTurns: 20, maxAttempts: 3, retryBaseMs: 1, retryCapMs: 1 },
}

const text = (words: string) => [{ type: 'text', text: words }]
const call = (name: string, input: unknown) => ({
  type: 'call',
  id: `c-${name}`,
  name,
  input: JSON.stringify(input),
})
const usage = { inputTokens: 1000, outputTokens: 50, cacheReadTokens: 500 }
const limits = configuration.limits
const file = (change: string) => ({ path: '/w/new.md', hash, change })
const act = { effect: 'idempotent', attempt: 1 }

/** One that asks a person, works side by side, fails once, and sends a subagent into the background. */
export const story: readonly Event[] = log([
  [0, 'session.created', { session: 's', workspace: '/w', title: 'Story' }],
  [0, 'session.configured', configuration],
  [0, 'input.received', { from: 'person', mode: 'steer', content: text('Write it.') }],
  [0, 'run.started', {}, 3],
  [0, 'model.started', { attempt: 1, inputs: [3] }, 4],
  [
    1,
    'model.settled',
    {
      kind: 'replied',
      reply: {
        parts: [
          { type: 'text', text: 'I write it down.' },
          call('write_file', { path: 'new.md' }),
          call('shell', { command: 'nope' }),
          call('subagent', { role: 'explore', prompt: 'Look.' }),
        ],
        stop: 'calls',
        usage,
      },
    },
    5,
  ],
  [1, 'judge.started', { call: '6.0', attempt: 1 }, 6],
  [
    1,
    'call.judged',
    {
      kind: 'judged',
      prepared: { effect: 'idempotent', access: 'edit' },
      verdict: { decision: 'ask', rule: 'mode ask' },
    },
    7,
  ],
  [1, 'ask.opened', { call: '6.0', preview: '+ new' }, 8],
  [3, 'ask.settled', { kind: 'answered', decision: 'allow', by: 'person' }, 9],
  [3, 'tool.started', { call: '6.0', ...act }, 10],
  [3, 'tool.started', { call: '6.1', effect: 'other', attempt: 1 }, 10],
  [4, 'x.test.mark', {}],
  [
    5,
    'tool.settled',
    { kind: 'done', content: text('ok'), files: [file('created'), file('modified')] },
    11,
  ],
  [4.5, 'tool.settled', { kind: 'failed', code: 'not_found', content: text('no such thing') }, 12],
  [
    5,
    'task.started',
    {
      call: '6.2',
      tool: 'subagent',
      spec: { kind: 'subagent', role: 'explore', prompt: 'Look.', limits },
      execution: 'background',
    },
    10,
  ],
  [6, 'task.promoted', { task: 16, content: text('It goes on.') }, 16],
  [6, 'model.started', { attempt: 1, inputs: [] }, 17],
  [
    8,
    'model.settled',
    { kind: 'replied', reply: { parts: [{ type: 'text', text: 'Done.' }], stop: 'end', usage } },
    18,
  ],
  [9, 'task.settled', { kind: 'unknown', message: 'It may have happened.' }, 16],
  [12, 'run.finished', { reason: 'done' }, 20],
])

/** The session of its subagent: the model could not be asked. */
export const subagentStory: readonly Event[] = log([
  [5, 'session.created', { session: 's.16', parent: 's' }],
  [5, 'session.configured', configuration],
  [5, 'input.received', { from: 'parent', mode: 'steer', content: text('Look.') }],
  [5, 'run.started', {}, 3],
  [5, 'model.started', { attempt: 1, inputs: [3] }, 4],
  [
    6,
    'model.settled',
    { kind: 'failed', failure: { code: 'auth', message: 'No key.' }, jitter: 0.5 },
    5,
  ],
  [6, 'run.finished', { reason: 'failed', message: 'No key.' }, 6],
])
