import type { SandboxSettings } from '@harness/permissions'
import type { Options } from '../options.ts'
import { SdkError } from '../sdk-error.ts'
import { sandboxHere } from './sandbox-here.ts'

/**
 * The sandbox of a run: undefined where it has none. One that is wanted and not there is a notice; rejects where it is
 * required.
 */
export async function sandboxOf(
  { sandbox, onNotice }: Pick<Options, 'sandbox' | 'onNotice'>,
  configured: SandboxSettings | undefined,
): Promise<SandboxSettings | undefined> {
  const settings = { ...configured, ...sandbox }
  const { enabled = false } = settings
  if (enabled === false) return undefined
  const found = await sandboxHere()
  if (found.kind !== 'none') return settings
  const why = `There is no sandbox: ${found.why}. To get one, ${found.fix}.`
  if (enabled === 'required') throw new SdkError('invalid_option', why)
  onNotice?.(`${why} Commands run without one.`)
  return undefined
}
