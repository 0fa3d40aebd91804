import type { CommandRecord } from '../../record/command-record.ts'
import type { Observed } from '../../record/observed.ts'
import { observeFiles } from '../workspace/observe-files.ts'
import { keepFolder } from '../workspace/keep-folder.ts'
import { attemptManifest } from './attempt-manifest.ts'
import { aboutAttempt, type Attempt } from './attempt-world.ts'
import { commandNumber } from './command-number.ts'
import { restoreAttempt } from './restore-attempt.ts'
import { runCommand } from './run-command.ts'

/** Asks the commands of the expectations, and looks at the files. */
export async function observeAttempt(attempt: Attempt): Promise<Observed> {
  const { world, place, case: theCase } = attempt
  const manifest = await attemptManifest(attempt)
  keepFolder(place.workspace)
  const commands = await askCommands(attempt)
  const named = Object.keys(theCase.expect.files)
  const observed = { ...(await observeFiles(place.workspace, manifest, named)), commands }
  const hash = await world.log.put(observed)
  const data = { ...aboutAttempt(attempt), observed: hash }
  await world.log.write({ type: 'x.eval.attempt-observed', data })
  return observed
}

async function askCommands(attempt: Attempt): Promise<CommandRecord[]> {
  const { commands } = attempt.case.expect
  const records: CommandRecord[] = []
  for (const [index, { run, timeoutMs }] of commands.entries()) {
    // Whatever was asked before may itself have run what the subject wrote.
    await restoreAttempt(attempt)
    const number = commandNumber.expectation(attempt.case, index)
    const about = { kind: 'verify', stage: 'observation', number, run, timeoutMs } as const
    records.push(await runCommand(attempt, about))
  }
  return records
}
