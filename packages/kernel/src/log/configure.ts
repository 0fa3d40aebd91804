import { estimateTokens } from '../conversation/estimate-tokens.ts'
import type { Json } from '../events/json.ts'
import type { HookEvent } from '../events/hook.ts'
import type { Limits } from '../events/limits.ts'
import type { ModelSpec } from '../events/model-spec.ts'
import type { Permissions } from '../events/permissions.ts'
import { SessionConfigured } from '../events/session-configured.ts'
import type { Tool } from '../ports/tool.ts'
import { kernelVersion } from './build.ts'
import type { Session } from './session.ts'

/** What a session is to be: model, prompt, tools, rules, limits. */
export interface Setup {
  model: ModelSpec
  /** Models to go on with, in order, when the one before cannot answer. */
  fallbacks?: readonly ModelSpec[]
  /** A JSON Schema that the text of the last reply follows. */
  output?: Json
  system: string
  tools: readonly Tool[]
  permissions: Permissions
  limits: Limits
  /** The events that the host's hooks are told of. */
  hooks?: readonly HookEvent[]
  /** See `session.configured`: give it only where the host has a compactor. */
  compactAt?: number
}

/** Records the setup when it differs from what the log says. Its large parts become artifacts. */
export async function configure(session: Session, setup: Setup): Promise<void> {
  const { artifacts } = session.store
  // What files say may hold what is secret.
  const clean = (text: string) => session.redactor?.redact(text) ?? text
  const put = (text: string) => artifacts.put(new TextEncoder().encode(clean(text)))
  const tools = JSON.stringify(
    setup.tools.map(({ name, description, input }) => ({ name, description, input })),
  )
  // As it will be read back, so that the same setup is never recorded twice.
  const wanted = SessionConfigured.shape.data.parse({
    kernel: kernelVersion,
    model: setup.model,
    ...(setup.fallbacks && setup.fallbacks.length > 0 && { fallbacks: setup.fallbacks }),
    ...(setup.output === undefined ? {} : { output: setup.output }),
    system: await put(setup.system),
    tools: setup.tools.map(({ name, effect }) => ({ name, effect })),
    toolset: await put(tools),
    instructionTokens: estimateTokens(setup.system) + estimateTokens(tools),
    permissions: setup.permissions,
    limits: setup.limits,
    ...(setup.hooks && setup.hooks.length > 0 && { hooks: setup.hooks }),
    ...(setup.compactAt === undefined ? {} : { compactAt: setup.compactAt }),
  })
  const known = session.state.identity.configuration
  const isGranted = session.state.granted.configuration.length > 0
  if (known && !isGranted && JSON.stringify(known) === JSON.stringify(wanted)) return
  await session.append([{ type: 'session.configured', data: wanted }])
}
