import { join } from 'node:path'
import type { HookEvent, Hooks } from '@harness/kernel'
import type { ZodError } from 'zod'
import type { Hook, HookSettings } from '@harness/permissions'
import type { HookCallback, HookCallbacks } from '../hook-callbacks.ts'
import type { Options } from '../options.ts'
import { SdkError } from '../sdk-error.ts'

export interface HookSources {
  /** Of each layer of configuration: none hides another's. */
  configured: readonly HookSettings[]
  /** The environment that commands are given. */
  env: Readonly<Record<string, string | undefined>>
  /** The folder of the store; undefined where sessions are in no file. */
  home: string | undefined
}

/** The hooks of a run. Where it has none, nothing is loaded for it. */
export async function loadHooks(
  { hooks: own = {} }: Pick<Options, 'hooks'>,
  { configured, env, home }: HookSources,
): Promise<{ hooks?: Hooks }> {
  if (configured.length === 0 && Object.keys(own).length === 0) return {}
  const { HookEvent } = await import('@harness/kernel')
  const { HookSettings, hooksOf, settingHooks } = await import('@harness/permissions')
  for (const event of HookEvent.options) {
    // A matcher that is none would concern nothing: whoever denies by it would deny nothing.
    const matchers = (own[event] ?? []).map(({ matcher }) => ({ matcher, hooks: [] }))
    const { error } = HookSettings.safeParse({ [event]: matchers })
    if (error) throw new SdkError('invalid_option', `options.hooks.${event}: ${messageOf(error)}`)
  }
  const all = [
    ...configured.flatMap((layer) => settingHooks(layer, env)),
    ...HookEvent.options.flatMap((event) => callbacksOf(event, own)),
  ]
  const hooks = hooksOf(all, {
    transcriptOf: (id) => (home === undefined ? '' : join(home, 'sessions', id, 'log.jsonl')),
  })
  return hooks.events.length > 0 ? { hooks } : {}
}

const messageOf = ({ issues }: ZodError): string => issues.map(({ message }) => message).join(' ')

const callbacksOf = (event: HookEvent, own: HookCallbacks): Hook[] =>
  (own[event] ?? []).flatMap(({ matcher, timeout, hooks }) =>
    hooks.map((callback) => ({
      event,
      name: callback.name || `options.hooks.${event}`,
      ...(matcher !== undefined && { matcher }),
      ...(timeout !== undefined && { timeout }),
      run: runOf(callback),
    })),
  )

const runOf =
  (callback: HookCallback): Hook['run'] =>
  async (input, { signal }) => {
    const { HookOutput } = await import('@harness/permissions')
    const { tool_use_id: id } = input
    const output = await callback(input, typeof id === 'string' ? id : undefined, { signal })
    return HookOutput.parse(output ?? {})
  }
