import type { SandboxFinding } from '@harness/permissions'
import { sandboxHere } from '../sandbox/sandbox-here.ts'
import { SdkError } from '../sdk-error.ts'
import type { Check } from './check.ts'
import type { Ground } from './ground.ts'

const name = 'sandbox'

/** Whether commands can be kept in here. Starts the program that would do it, with a command that does nothing. */
export async function checkSandbox({ prepared }: Ground): Promise<Check[]> {
  const config = prepared instanceof SdkError ? {} : prepared.settings.config
  return [sandboxRow(await sandboxHere(), config.sandbox?.enabled)]
}

export function sandboxRow(
  found: SandboxFinding,
  enabled: boolean | 'required' | undefined,
): Check {
  if (enabled === false) {
    const fix = 'take sandbox.enabled out of the configuration to have it again'
    return { name, status: 'info', found: 'switched off by the configuration', fix }
  }
  if (found.kind === 'none') {
    const status = enabled === 'required' ? 'fail' : 'warn'
    const wanted =
      enabled === 'required' ? `the configuration requires one: ${found.why}` : found.why
    return { name, status, found: wanted, fix: found.fix }
  }
  const works = `${found.program} works`
  if (found.kind === 'seatbelt' || found.closesNamespaces)
    return { name, status: 'ok', found: works }
  return {
    name,
    status: 'info',
    found: `${works}, and commands may make namespaces within it`,
    fix: 'bubblewrap 0.8 or newer forbids that, where /proc/sys can be written',
  }
}
