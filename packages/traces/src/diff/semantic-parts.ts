import type {
  EventOf,
  HookAnswer,
  ModelSpec,
  Prepared,
  Reply,
  TaskEnd,
  TaskSpec,
} from '@harness/kernel'

/** Which model, and how it is asked: not what it costs, nor where its key is. */
export function modelOf(spec: ModelSpec) {
  const { apiKeyEnv: _, price: __, ...model } = spec
  return model
}

/** What was said and called: neither how it is counted nor what the provider calls it. */
export const replyOf = ({ parts, stop, endsBy }: Reply) => ({
  stop,
  endsBy,
  parts: parts.map((part) =>
    part.type === 'call'
      ? { type: part.type, name: part.name, input: part.input }
      : { type: part.type, text: part.text },
  ),
})

/** What a rule would be asked about, and what will be done. Facts, locks and previews are the state of a folder. */
export function preparedOf(found: Prepared) {
  const { facts: _, locks: __, preview: ___, task, ...prepared } = found
  return { ...prepared, task: task && specOf(task) }
}

export const specOf = (spec: TaskSpec) =>
  spec.kind === 'command'
    ? { kind: spec.kind, argv: spec.argv, unsandboxed: spec.unsandboxed }
    : { kind: spec.kind, role: spec.role, prompt: spec.prompt, worktree: spec.worktree }

export function taskEndOf(end: TaskEnd) {
  if (end.kind === 'reported') {
    return { kind: end.kind, reason: end.reason, content: end.content }
  }
  if (end.kind === 'failed') return end
  const { durationMs: _, output: __, ...rest } = end
  return rest
}

type Files = Extract<EventOf<'tool.settled'>['data'], { content: unknown }>['files']

/** What files were, and became. */
export const filesOf = (files: Files) => files?.map(({ hash, change }) => ({ hash, change }))

export function hookOf(answer: HookAnswer) {
  const { hook: _, ...said } = answer
  return said
}
