import type { Session } from '@harness/kernel'
import { systemPrompt } from '../defaults/system-prompt.ts'
import { systemRuntime } from '@harness/kernel/node'
import type { Options } from '../options.ts'

type PromptOptions = Pick<Options, 'systemPrompt' | 'appendSystemPrompt'>

/** The system prompt of a session. A resumed one keeps its own, byte for byte, unless another is asked for. */
export async function systemOf(session: Session, options: PromptOptions): Promise<string> {
  const { configuration, workspace } = session.state.identity
  const { systemPrompt: base, appendSystemPrompt } = options
  if (configuration && base === undefined && appendSystemPrompt === undefined) {
    const bytes = await session.store.artifacts.get(configuration.system)
    if (bytes) return new TextDecoder().decode(bytes)
  }
  const now = systemRuntime.now()
  return systemPrompt({
    systemPrompt: base,
    appendSystemPrompt,
    workspace: workspace ?? process.cwd(),
    now,
  })
}
