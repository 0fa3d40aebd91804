import { sandboxHere } from '../sandbox/sandbox-here.ts'
import type { Check } from './check.ts'

/** Whether commands can be kept in here. Starts the program that would do it, with a command that does nothing. */
export async function checkSandbox(): Promise<Check> {
  const name = 'sandbox'
  const found = await sandboxHere()
  if (found.kind === 'none') return { name, status: 'warn', found: found.why, fix: found.fix }
  const works = `${found.program} works`
  if (found.kind === 'seatbelt' || found.closesNamespaces) {
    return { name, status: 'ok', found: works }
  }
  return {
    name,
    status: 'info',
    found: `${works}, and commands may make namespaces within it`,
    fix: 'bubblewrap 0.8 or newer forbids that, where /proc/sys can be written',
  }
}
