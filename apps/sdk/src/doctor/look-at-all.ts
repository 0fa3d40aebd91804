import { setTimeout as sleep } from 'node:timers/promises'
import { SdkError } from '../sdk-error.ts'
import { redactorOf } from '../setup/redactor-of.ts'
import { checks, type Look } from './checks.ts'
import type { Check } from './check.ts'
import type { DiagnoseOptions } from './diagnose.ts'
import { groundOf, type Ground } from './ground.ts'

/** Milliseconds: nobody waits longer for one check, whatever hangs. A provider has 10 s to answer. */
const patience = { online: 12_000, here: 8_000 }

export async function lookAtAll(options: DiagnoseOptions): Promise<Check[]> {
  const ground = await groundOf(options)
  const most = options.online ? patience.online : patience.here
  const rows = await Promise.all(checks.map((look) => rowsOf(look, ground, most)))
  const { prepared, env } = ground
  const redactor = prepared instanceof SdkError ? redactorOf(env) : prepared.redactor
  // What is found may quote a file, and a file may hold what it should not.
  return rows.flat().map(({ fix, ...row }) => ({
    ...row,
    found: redactor.redact(row.found),
    ...(fix !== undefined && { fix: redactor.redact(fix) }),
  }))
}

/** The rows of one check; one that breaks or does not end is a row, too. */
export async function rowsOf(
  { name, check }: Look,
  ground: Ground,
  most: number,
): Promise<Check[]> {
  const ended = new AbortController()
  const late = sleep(most, undefined, { signal: ended.signal }).then(
    () => [broken(name, `it took over ${most / 1000} s`)],
    () => [],
  )
  try {
    return await Promise.race([Promise.resolve(ground).then(check), late])
  } catch (error) {
    return [broken(name, error instanceof Error ? error.message : String(error))]
  } finally {
    ended.abort()
  }
}

const broken = (name: string, why: string): Check => ({
  name,
  status: 'warn',
  found: `could not be looked at: ${why}`,
  fix: 'look at it yourself, or report this as a fault of harness doctor',
})
