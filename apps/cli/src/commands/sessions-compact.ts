import { compactSession, type Compacted } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { compileNoSchemas } from '../parse/compile-no-schemas.ts'
import { jsonFlags } from '../parse/flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { sessionIdOf } from '../parse/session-id.ts'
import { watchSignals } from '../person/watch-signals.ts'
import { describeCompaction } from '../print/describe-compaction.ts'
import { plainText } from '../print/plain-text.ts'

/** `harness sessions compact ID ["what to keep"]`. */
export async function sessionsCompact(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, jsonFlags)
  const { id, rest } = sessionIdOf('compact', positionals)
  const focus = rest.join(' ').trim()
  await compileNoSchemas()
  const over = new AbortController()
  let exitCode: number | undefined
  const stop = (code: number) => {
    exitCode = code
    over.abort('stop')
  }
  watchSignals({ cancel: () => stop(exitCodes.interrupted), stop, leave: () => {} })
  const made = await compactSession(id, {
    ...(focus !== '' && { focus }),
    onNotice: (text) => process.stderr.write(`${plainText(text)}\n`),
    signal: over.signal,
  })
  if (values.json) process.stdout.write(`${JSON.stringify(made)}\n`)
  else (made.kind === 'failed' ? process.stderr : process.stdout).write(`${describe(made, id)}\n`)
  return exitCode ?? (made.kind === 'failed' ? exitCodes.failed : exitCodes.done)
}

function describe(made: Compacted, id: string): string {
  switch (made.kind) {
    case 'compacted':
      return describeCompaction({ ...made, ok: true, message: null })
    case 'failed':
      return describeCompaction({ ...made, ok: false })
    case 'delivered':
      return `Asked for: it is done between two turns. If nobody runs the session now, go on with it: harness --resume ${id}`
  }
}
