import { importTrace } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { UsageError } from '../outcome/usage-error.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { readJsonFile } from '../parse/read-json-file.ts'
import { traceImportFlags } from '../parse/trace-flags.ts'
import { plainLine } from '../print/plain-text.ts'

/** `harness trace import FILE…`: prints the id of each new session, and nothing else on standard output. */
export async function traceImport(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, traceImportFlags)
  if (positionals.length === 0) {
    throw new UsageError('Which file? harness trace import FILE… reads trajectories of ATIF.')
  }
  const { title } = values
  for (const file of positionals) {
    const trajectory = await readJsonFile(file)
    const about = { name: file, ...(title !== undefined && { title }) }
    const { session, subagents, agent, steps } = await importTrace(trajectory, about)
    const helped = subagents.length > 0 ? `, ${subagents.length} of subagents` : ''
    process.stdout.write(`${session}\n`)
    process.stderr.write(
      `${steps} steps of ${plainLine(`${agent.name} ${agent.version}`)}${helped}. Look at it with: harness trace show ${session}\n`,
    )
  }
  return exitCodes.done
}
