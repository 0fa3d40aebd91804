import type { Event } from '@harness/kernel'

/** About so many events of one run: turns of one to three commands each, some of which fail, with results of some kilobytes. */
export function longSession(count: number): Event[] {
  const events: Event[] = []
  let at = 1_700_000_000_000
  const push = (type: string, data: unknown, cause: number | null = null, ms = 20): number => {
    const seq = events.length + 1
    const event: unknown = { seq, at: (at += ms), type, v: 1, cause, data }
    events.push(event as Event)
    return seq
  }
  push('session.created', { session: 'long', title: 'A long session' })
  push('input.received', { from: 'person', mode: 'steer', content: [text('Rename all of it.')] })
  push('run.started', {})
  for (let turn = 0; events.length < count; turn++) {
    const asked = push('model.started', { attempt: 1, inputs: [] })
    const calls = Array.from({ length: 1 + (turn % 3) }, (_, place) => commandCall(turn, place))
    const parts = [text('I look at the next file. '.repeat(1 + (turn % 5))), ...calls]
    const usage = { inputTokens: 12_000, outputTokens: 240, cacheReadTokens: 11_000 }
    const reply = { parts, stop: 'calls', usage }
    const replied = push('model.settled', { kind: 'replied', reply }, asked, 1400)
    for (const [place] of calls.entries()) {
      const call = `${replied}.${place}`
      const judge = push('judge.started', { call, attempt: 1 })
      const verdict = { decision: 'allow', rule: 'shell(rg *)' }
      const prepared = { effect: 'other', access: 'command', preview: 'rg' }
      push('call.judged', { call, kind: 'judged', verdict, prepared }, judge)
      const started = push('tool.started', { call, attempt: 1 })
      const isBad = turn % 17 === 5 && place === 0
      const outcome = isBad ? { kind: 'failed', code: 'exit_1' } : { kind: 'done' }
      push('tool.settled', { call, ...outcome, content: [text(output(turn))] }, started, 300)
    }
  }
  push('run.finished', { reason: 'done' })
  return events
}

const text = (said: string) => ({ type: 'text', text: said })

const commandCall = (turn: number, place: number) => ({
  type: 'call',
  id: `c${place}`,
  name: 'shell',
  input: JSON.stringify({ command: `rg -n old_name_${turn} src | head -${place + 1}` }),
})

const output = (turn: number): string =>
  Array.from(
    { length: 5 + ((turn * 7) % 160) },
    (_, line) => `src/module_${line}.ts:${line}: const old_name_${turn} = make(${line}) // a line`,
  ).join('\n')
