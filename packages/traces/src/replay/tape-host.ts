// A host that is a recording: whatever it is asked, it answers what was answered then. It does nothing.
import type {
  Host,
  ModelEnd,
  ModelRequest,
  Provider,
  Session,
  StreamOptions,
} from '@harness/kernel'
import { never, seqOfKey, type Recording } from './recording.ts'
import { tapeCompactor } from './tape-compactor.ts'
import { TapeHooks } from './tape-hooks.ts'
import { TapeJudge } from './tape-judge.ts'
import { tapeCommands, tapeSubagents } from './tape-tasks.ts'
import { TapeTools } from './tape-tools.ts'

export function tapeHost(recording: Recording, session: Session): Host {
  const judge = new TapeJudge(recording, session)
  const tools = new TapeTools(recording, session, judge)
  const hooks = new TapeHooks(recording, session)
  const model = new TapeModel(recording)
  return {
    get tools() {
      return tools.list()
    },
    runtime: {
      now: () => session.state.at,
      monotonic: () => session.state.at,
      // What waits is released, or ended.
      sleep: (_, signal) => never(signal),
      random: () => model.jitter,
    },
    policy: judge,
    provider: async () => model,
    commands: tapeCommands(recording),
    subagents: tapeSubagents(recording),
    compactor: tapeCompactor(recording, session),
    hooks,
  }
}

class TapeModel implements Provider {
  readonly name = 'tape'
  readonly #recording: Recording
  /** Of the failure that was told last. */
  jitter = 0

  constructor(recording: Recording) {
    this.#recording = recording
  }

  async *stream({ key }: ModelRequest, { signal }: StreamOptions): AsyncGenerator<ModelEnd> {
    const seq = seqOfKey(key)
    const aside = this.#recording.settled(seq, 'compaction.settled')?.data
    if (aside && 'usage' in aside && aside.usage) {
      yield { type: 'reply', reply: { parts: [], stop: 'end', usage: aside.usage } }
      return
    }
    const data = this.#recording.settled(seq, 'model.settled')?.data
    if (data?.kind === 'replied') yield { type: 'reply', reply: data.reply }
    else if (data?.kind === 'failed') {
      this.jitter = data.jitter
      yield { type: 'failure', failure: data.failure }
    } else await never(signal)
  }
}
