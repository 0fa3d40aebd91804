import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { SdkError } from '../sdk-error.ts'
import { foreignTools } from '../setup/foreign-tools.ts'
import type { Check } from './check.ts'
import { findProgram } from './find-program.ts'
import type { Ground } from './ground.ts'
import { shellWord } from './shell-word.ts'
import { knownTools } from './known-tools.ts'
import { programOfLine } from './program-of-line.ts'

const name = 'hooks'
/** Of these a matcher names tools. */
const ofTools = new Set(['PreToolUse', 'PostToolUse'])

/** Whether the programs of hooks are there, and what they concern. None is started. */
export async function checkHooks(ground: Ground): Promise<Check[]> {
  const { prepared, folder, env } = ground
  if (prepared instanceof SdkError || folder instanceof SdkError) return []
  const hooks = prepared.settings.hooks.flatMap((layer) =>
    Object.entries(layer).flatMap(([event, matched]) =>
      matched.flatMap(({ matcher, hooks: commands }) =>
        commands.map((each) => ({ event, matcher, ...each })),
      ),
    ),
  )
  if (hooks.length === 0) return []
  const rows = await Promise.all(
    hooks.map(async ({ event, command, blocking = true }): Promise<Check[]> => {
      const fault = await lineFault(command, { env, folder })
      if (!fault) return []
      const what =
        blocking && event === 'PreToolUse' ? ', and each call that it concerns is denied' : ''
      return [{ name, status: 'warn', found: `${event}: ${fault.why}${what}`, fix: fault.fix }]
    }),
  )
  return [...rows.flat(), ...(await strayMatchers(hooks, ground))]
}

async function lineFault(
  command: string,
  { env, folder }: { env: Ground['env']; folder: string },
): Promise<{ why: string; fix: string } | undefined> {
  const places = {
    HOME: homedir(),
    CLAUDE_PROJECT_DIR: folder,
    HARNESS_PROJECT_DIR: folder,
    PWD: folder,
  }
  const line = programOfLine(command, places)
  if (!line) return undefined
  const { program, script } = line
  const found = await findProgram(program, { env, folder })
  if (found === 'missing') {
    const where = program.includes('/') ? '' : ' on PATH'
    return {
      why: `its program ${program} is not there${where}`,
      fix: program.includes('/')
        ? 'correct the path'
        : `install ${program}, or correct the command`,
    }
  }
  if (found === 'not executable') {
    return {
      why: `its program ${program} may not be executed`,
      fix: `chmod +x ${shellWord(program)}`,
    }
  }
  if (script !== undefined && !existsSync(resolve(folder, script))) {
    return {
      why: `${program} is told to run ${script}, which is not there`,
      fix: `correct the path: hooks run in ${folder}`,
    }
  }
  return undefined
}

async function strayMatchers(
  hooks: readonly { event: string; matcher?: string | undefined }[],
  ground: Ground,
): Promise<Check[]> {
  const { globFault } = await import('./rule-fault.ts')
  const known = await knownTools(ground)
  const names = hooks.flatMap(({ event, matcher = '' }) =>
    ofTools.has(event) && matcher !== ''
      ? matcher.split('|').map((each) => ({ event, glob: each.trim() }))
      : [],
  )
  return names.flatMap(({ event, glob }): Check[] => {
    const plain = glob.replaceAll('.*', '*')
    const fault = Object.hasOwn(foreignTools, plain) ? undefined : globFault(plain, known)
    if (!fault) return []
    const status = fault.mayBeMeant ? 'info' : 'warn'
    return [{ name, status, found: `${event}: the matcher ${glob} ${fault.why}`, fix: fault.fix }]
  })
}
