// A harness as a person has it running: a process whose environment holds keys. Does the runs it is sent, one after the other.
import { z } from 'zod'
import { readSources } from './source-hooks.ts'

const Order = z.object({
  cwd: z.string(),
  home: z.string(),
  mode: z.string(),
  sandbox: z.boolean(),
})
export type Order = z.infer<typeof Order>

/** What came of one: the events of its stream and its result, as text. */
export interface Report {
  events: readonly string[]
  result: string
}

readSources()

process.on('message', (message) => {
  void perform(Order.parse(message)).then((report) => process.send?.(report))
})

async function perform({ cwd, home, mode, sandbox }: Order): Promise<Report> {
  // Only now: what it imports is found by the hooks.
  const { query } = await import('../../index.ts')
  const events: string[] = []
  try {
    const run = query({
      prompt: 'Do what TODO.md says.',
      options: {
        cwd,
        home,
        permissionMode: mode,
        maxTurns: 12,
        timeoutMs: 40_000,
        ...(sandbox ? {} : { sandbox: { enabled: false } }),
      },
    })
    for await (const event of run) events.push(JSON.stringify(event))
    return { events, result: JSON.stringify(await run.result) }
  } catch (error) {
    return { events, result: `broken: ${error instanceof Error ? error.stack : String(error)}` }
  }
}
