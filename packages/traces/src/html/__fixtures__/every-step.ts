import type { CallStep, ModelStep, Step, Trace } from '../../model/trace.ts'

/** A trace that has every kind of step, with `say()` for each text in it. */
export function everyStep(say: () => string, session = 'here', depth = 1): Trace {
  let now = 0
  const place = () => ({ seq: (now += 2), at: now * 1000 })
  const hash = `sha256:${'0'.repeat(64)}`
  const content = () => [
    { type: 'text' as const, text: say() },
    { type: 'image' as const, mediaType: say(), artifact: hash },
  ]
  const spec = () => ({ provider: say(), id: say(), baseUrl: say(), reasoningEffort: say() })
  const hooks = () => [
    { event: 'Stop' as const, hook: say(), decision: 'deny' as const, reason: say(), stop: say() },
  ]
  const ask = () => ({
    ...place(),
    preview: say(),
    question: say(),
    ms: 900,
    decision: 'allow' as const,
    by: say(),
    reason: say(),
    answer: say(),
  })
  const call = (about: Partial<CallStep>): CallStep => ({
    kind: 'call',
    ...place(),
    id: say(),
    providerId: say(),
    tool: say(),
    input: say(),
    given: { [say()]: say() },
    status: 'done',
    prepared: null,
    attempts: 2,
    judgements: [
      { ...place(), ms: 1, decision: 'deny', rule: say(), reason: say(), hooks: hooks() },
    ],
    asks: [ask()],
    acted: 3000,
    ms: 500,
    settled: place().seq,
    settledAt: 4000,
    content: content(),
    code: say(),
    artifacts: [say()],
    usage: null,
    task: null,
    files: [{ path: say(), hash: null, change: 'created' }],
    ...about,
  })
  const prepared = (preview: string) => ({
    effect: 'other' as const,
    access: 'command' as const,
    outside: false,
    target: say(),
    preview,
  })
  const diff = () => `--- ${say()}\n+++ ${say()}\n@@ -1 +1 @@\n-${say()}\n+${say()}\n ${say()}`
  const task = (about: Pick<NonNullable<CallStep['task']>, 'spec' | 'end'>) => ({
    ...place(),
    background: true,
    ms: 10,
    status: 'ended' as const,
    ...about,
    content: content(),
    session: `${session}.1`,
    trace: null,
  })
  const subagent = {
    kind: 'subagent' as const,
    role: say(),
    prompt: say(),
    limits: { maxTurns: 1, maxAttempts: 1, retryBaseMs: 1, retryCapMs: 1 },
  }
  const command = {
    kind: 'command' as const,
    argv: [say()],
    cwd: say(),
    env: {},
    timeoutMs: 1,
    outputCap: 1,
  }
  const child = depth > 0 ? everyStep(say, `${session}.1`, depth - 1) : null
  const model: ModelStep = {
    kind: 'model',
    ...place(),
    turn: 1,
    attempt: 2,
    model: spec(),
    inputs: [],
    ms: 100,
    outcome: 'replied',
    settled: place().seq,
    answered: say(),
    stop: say(),
    text: say(),
    reasoning: say(),
    usage: { inputTokens: 1, outputTokens: 1, cacheReadTokens: 1 },
    cost: 0.1,
    failure: null,
    transcript: null,
    calls: [
      call({ input: JSON.stringify({ [say()]: say(), command: say(), more: [say()] }) }),
      call({ status: 'failed', prepared: prepared(diff()) }),
      call({ prepared: prepared(`${say()}\n${say()}`), asks: [{ ...ask(), question: null }] }),
      call({ task: { ...task({ spec: subagent, end: null }), trace: child } }),
      call({ task: task({ spec: command, end: { kind: 'failed', message: say() } }) }),
    ],
  }
  const steps: Step[] = [
    {
      kind: 'setup',
      ...place(),
      kernel: say(),
      model: spec(),
      fallbacks: [spec()],
      permissions: {
        mode: say(),
        person: true,
        rules: [{ decision: 'allow', tool: say(), pattern: say(), source: say() }],
      },
      limits: { maxTurns: 1, maxAttempts: 1, retryBaseMs: 1, retryCapMs: 1 },
      output: null,
      tools: [say()],
      system: hash,
      toolset: hash,
      changed: [say()],
    },
    { kind: 'input', ...place(), from: 'person', mode: 'steer', content: content() },
    {
      kind: 'run',
      ...place(),
      number: 1,
      ms: 9000,
      turns: 1,
      end: { reason: 'failed', message: say() },
    },
    model,
    {
      ...model,
      ...place(),
      outcome: 'failed',
      settled: place().seq,
      calls: [],
      failure: { code: 'fatal', message: say(), status: 500, retryAfterMs: 10 },
    },
    {
      kind: 'compaction',
      ...place(),
      reason: 'asked',
      ms: 1,
      outcome: 'failed',
      settled: place().seq,
      before: 9,
      after: 1,
      content: content(),
      usage: null,
      cost: 0.1,
      message: say(),
      transcript: null,
    },
    {
      kind: 'hook',
      ...place(),
      event: say(),
      call: say(),
      ms: 1,
      outcome: 'answered',
      answers: hooks(),
    },
    { kind: 'note', ...place(), note: 'rejected', text: say(), task: null },
    { kind: 'end', ...place(), run: null, end: { reason: 'failed', message: say() } },
  ]
  return {
    session,
    title: say(),
    workspace: say(),
    parent: say(),
    steps,
    forkedFrom: { session: say(), at: 1 },
    first: { seq: 1, at: 0 },
    last: { seq: now, at: now * 1000 },
    damage: null,
  }
}
