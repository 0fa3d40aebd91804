// One process, many prompts: what a program says on standard input, and the public stream on standard output.
import { createInterface } from 'node:readline'
import type { StreamEvent } from '@harness/kernel'
import { HarnessClient, SdkError, type Options, type Query } from '@harness/sdk'
import { exitCodeOf } from '../outcome/exit-code-of.ts'
import { exitCodes } from '../outcome/exit-codes.ts'
import { explainError } from '../outcome/explain-error.ts'
import { maxPromptBytes, tooLong } from '../parse/prompt-size.ts'
import { watchSignals } from '../person/watch-signals.ts'
import type { Output } from '../print/output.ts'
import { readInputLine, type InputLine } from './input-line.ts'
import { OpenAsks } from './open-asks.ts'

export interface Conversing {
  options: Options
  /** What stands on the command line is said first. */
  first: string | undefined
  output: Output
  /** Whether what would be asked is answered by lines; else nobody is asked. */
  asks: boolean
}

/** Resolves with the exit code of the last run when standard input ends and everything said is done. */
export async function converseByLines({
  options,
  first,
  output,
  asks,
}: Conversing): Promise<number> {
  const stop = new AbortController()
  const open = new OpenAsks()
  await using client = new HarnessClient({
    ...options,
    ...(asks && { onAsk: open.ask }),
    onNotice: (text) => output.note(text),
    signal: stop.signal,
  })
  let exitCode: number = exitCodes.done
  const running = new Set<Promise<void>>()
  const keep = (work: Promise<unknown>) => {
    const kept = work.then(() => void running.delete(kept))
    running.add(kept)
  }
  const run = (query: Query) => keep(shownRun(query, output).then((code) => void (exitCode = code)))
  const lines = createInterface({ input: process.stdin, crlfDelay: Infinity })
  let leaving: number | undefined
  watchSignals({
    cancel() {
      leaving = exitCodes.interrupted
      lines.close()
      const [current] = running
      client
        .interrupt()
        .then(() => current)
        .then(() => client.close())
        .catch((error: unknown) => stop.abort(error))
    },
    stop(code) {
      leaving = code
      lines.close()
      stop.abort('stop')
    },
    leave: () => {},
  })
  if (first !== undefined) run(client.send(first))
  let number = 0
  const event = (one: StreamEvent) => output.event(one)
  for await (const text of lines) {
    number += 1
    if (text.trim() === '' || leaving !== undefined) continue
    await hear(text, { client, open, run, keep, number, event }).catch((error: unknown) =>
      tell(error, number),
    )
  }
  // Whoever asks now asks nobody.
  if (leaving === undefined) open.end()
  while (running.size > 0) await Promise.all(running)
  return leaving ?? exitCode
}

interface Hearing {
  client: HarnessClient
  open: OpenAsks
  run(query: Query): void
  /** Is waited for before the end. Must not reject. */
  keep(work: Promise<unknown>): void
  event(event: StreamEvent): void
  /** Of the line. */
  number: number
}

async function hear(
  text: string,
  { client, open, run, keep, number, event }: Hearing,
): Promise<void> {
  const read = readInputLine(text)
  if (!read.ok) throw new BadLine(read.message)
  const { line } = read
  switch (line.type) {
    case 'prompt':
      return run(client.send(within(line.text)))
    case 'steer':
      if (!(await client.steer(within(line.text)))) run(client.send(line.text))
      return
    case 'interrupt':
      return keep(client.interrupt().catch(tell))
    case 'answer':
      return keep(answer(line, open).catch((error: unknown) => tell(error, number)))
    case 'model':
      return client.setModel(line.model)
    case 'mode':
      return client.setPermissionMode(line.permissionMode)
    case 'compact':
      // Behind what was said before it.
      return keep(client.compact(line.focus, event).catch(tell))
  }
}

function within(text: string): string {
  const bytes = Buffer.byteLength(text)
  if (bytes > maxPromptBytes) throw tooLong(bytes)
  return text
}

async function answer(line: Extract<InputLine, { type: 'answer' }>, open: OpenAsks): Promise<void> {
  const { decision, reason, always, input, answer: words } = line
  const isAsked = await open.answer(line, {
    decision,
    ...(reason !== undefined && { reason }),
    ...(always !== undefined && { always }),
    ...(input !== undefined && { input }),
    ...(words !== undefined && { answer: words }),
  })
  if (!isAsked) throw new BadLine(`nothing is asked about the call ${line.callId}`)
}

/** The exit code of the run. */
async function shownRun(query: Query, output: Output): Promise<number> {
  try {
    for await (const event of query) output.event(event)
    const result = await query.result
    output.end(result)
    return exitCodeOf(result.reason)
  } catch (error) {
    // Whoever leaves knows that the rest was not begun.
    if (error instanceof SdkError && error.code === 'closed') return exitCodes.interrupted
    return tell(error)
  }
}

/** What was said and not done is told on the stream, and the rest goes on. */
function tell(error: unknown, line?: number): number {
  const where = line === undefined ? {} : { line }
  if (error instanceof BadLine) {
    write({ error: { code: 'bad_line', message: `Line ${line}: ${error.message}.`, ...where } })
    return exitCodes.usage
  }
  const { code, message, exitCode } = explainError(error)
  write({ error: { code, message, ...where } })
  return exitCode
}

const write = (object: object) => void process.stdout.write(`${JSON.stringify(object)}\n`)

/** A line that means nothing. */
class BadLine extends Error {}
