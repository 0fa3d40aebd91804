import { existsSync, mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import type { CommandRecord } from '../../record/command-record.ts'
import { copyFolder } from '../workspace/copy-folder.ts'
import { layFiles } from '../workspace/lay-files.ts'
import { manifestOf, type Manifest } from '../workspace/manifest.ts'
import { keepProtected } from '../workspace/protected-files.ts'
import { removeTree } from '../workspace/remove-tree.ts'
import { AttemptFault } from './attempt-fault.ts'
import { aboutAttempt, type Attempt } from './attempt-world.ts'
import { commandNumber } from './command-number.ts'
import { endSetup } from './end-setup.ts'
import { runCommand } from './run-command.ts'
import { commandTail } from './command-tail.ts'

/**
 * Makes the folders of an attempt. They stand in their own places from the beginning, so that what a setup writes of its own
 * path stays true; whole they are when the event says so, and what is found without it is thrown away.
 */
export async function prepareAttempt(attempt: Attempt): Promise<void> {
  const { world, place } = attempt
  const { runtime } = world.options
  const from = runtime.monotonic()
  if (existsSync(place.folder)) await endSetup(attempt)
  await removeTree(place.folder)
  for (const folder of [place.workspace, place.home]) mkdirSync(folder, { recursive: true })
  const known = await fill(attempt)
  const setup = await setUp(attempt)
  // What a setup did to a file stands in its stamp, but times are coarse: all is read again.
  const manifest = await manifestOf(place.workspace, setup.length > 0 ? {} : { known })
  await keepProtected(protectionOf(attempt, manifest))
  const files = await world.log.put(manifest)
  const ms = runtime.monotonic() - from
  const data = { ...aboutAttempt(attempt), setup, files, ms }
  await world.log.write({ type: 'x.eval.attempt-prepared', data })
}

/** What is put back in an attempt's workspace, and from where. */
export const protectionOf = ({ case: theCase, place }: Attempt, manifest: Manifest) => ({
  workspace: place.workspace,
  folder: place.protected,
  globs: theCase.protect,
  manifest,
})

/** Answers the digests of what was copied unchanged. */
async function fill({
  world,
  place,
  case: theCase,
}: Attempt): Promise<(path: string) => string | undefined> {
  const known = new Map<string, string>()
  if (theCase.workspace !== null) {
    const from = resolve(world.options.suite.folder, theCase.workspace)
    const source = await world.sources.look(from)
    const { except } = world.sources
    for (const { path, stamp } of await copyFolder(from, place.workspace, { except })) {
      const file = source.files.get(path)
      if (file?.stamp === stamp) known.set(path, file.digest)
    }
  }
  await layFiles(place.workspace, theCase.files)
  for (const path of Object.keys(theCase.files)) known.delete(path)
  return (path) => known.get(path)
}

async function setUp(attempt: Attempt): Promise<CommandRecord[]> {
  const { setup, setupTimeoutMs: timeoutMs } = attempt.case
  const records: CommandRecord[] = []
  for (const [index, run] of setup.entries()) {
    const number = commandNumber.setup(attempt.case, index)
    const about = { kind: 'setup', stage: 'setup', number, run, timeoutMs } as const
    const record = await runCommand(attempt, about)
    if (record.exitCode !== 0 || record.stopped !== null) {
      throw new AttemptFault('setup', 'setup_failed', commandTail(record))
    }
    records.push(record)
  }
  return records
}
