import type { ActContext, Session, TaskEnd, Tool, ToolResult } from '@harness/kernel'
import { never, seqOfKey, type Recording } from './recording.ts'
import type { TapeJudge } from './tape-judge.ts'

/** The tools that the session had, which do nothing and answer what they answered then. */
export class TapeTools {
  readonly #recording: Recording
  readonly #session: Session
  readonly #judge: TapeJudge

  constructor(recording: Recording, session: Session, judge: TapeJudge) {
    this.#recording = recording
    this.#session = session
    this.#judge = judge
  }

  /** As the session is configured now, and those of its tasks. */
  list(): Tool[] {
    const tools = this.#session.state.identity.configuration?.tools ?? []
    const names = new Set(tools.map(({ name }) => name))
    const others = [...this.#recording.tools]
      .filter((name) => !names.has(name))
      .map((name) => ({ name, effect: 'other' as const }))
    return [...tools, ...others].map((tool) => this.#tool(tool))
  }

  #tool({ name, effect }: Pick<Tool, 'name' | 'effect'>): Tool {
    return {
      name,
      effect,
      description: '',
      input: {},
      prepare: (input, { signal }) => this.#judge.prepare(name, input, signal),
      run: (_, __, context) => this.#result(context),
      recover: (_, __, context) => this.#result(context),
      conclude: async (end) => this.#conclusion(end),
    }
  }

  async #result({ key, signal }: ActContext): Promise<ToolResult> {
    const data = this.#recording.settled(seqOfKey(key), 'tool.settled')?.data
    return data?.kind === 'done' || data?.kind === 'failed' ? data : never(signal)
  }

  /** Without what the kernel says first of one that ended in the background. */
  #conclusion(end: TaskEnd): ToolResult {
    const { open } = this.#session.state
    for (const { seq } of open) {
      const data = this.#recording.settled(seq, 'task.settled')?.data
      if (data?.kind !== 'ended' || data.end !== end) continue
      const { content, ...rest } = data.result
      const isLate = this.#isPromoted(seq)
      return { ...rest, content: isLate ? content.slice(1) : content }
    }
    throw new Error('no such task ended on this tape')
  }

  /** By the recording: it may have been promoted while it ran. */
  #isPromoted(task: number): boolean {
    const settled = this.#recording.settled(task, 'task.settled')?.seq ?? 0
    return this.#recording.events
      .slice(task, settled)
      .some((event) => event.type === 'task.promoted' && event.data.task === task)
  }
}
