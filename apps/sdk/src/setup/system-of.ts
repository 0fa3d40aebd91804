import type { Session } from '@harness/kernel'
import { systemPrompt } from '../defaults/system-prompt.ts'
import { systemRuntime } from '@harness/kernel/node'
import type { Options } from '../options.ts'

type PromptOptions = Pick<Options, 'systemPrompt' | 'appendSystemPrompt'>

export interface Prompting {
  options: PromptOptions
  /** What files tell every session of the folder. */
  texts: string
  /** What of the repository a new session is shown for its task. */
  pack(): Promise<string>
}

/** The system prompt of a session. A resumed one keeps its own, byte for byte, unless another is asked for. */
export async function systemOf(
  session: Session,
  { options, texts, pack }: Prompting,
): Promise<string> {
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
    texts,
    workspace: workspace ?? process.cwd(),
    now,
    pack: configuration ? '' : await pack(),
  })
}
