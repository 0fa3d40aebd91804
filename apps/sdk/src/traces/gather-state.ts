import {
  budgetLeft,
  contentText,
  contextTokens,
  entriesOf,
  evolve,
  evolveConversation,
  filesSeen,
  initialState,
  KernelError,
  noConversation,
  permissionsOf,
  readInstructions,
  resultOf,
  tasksProjection,
  type Instructions,
  type SessionReader,
  type State,
} from '@harness/kernel'
import { contextParts, type ContextPart } from '@harness/traces'
import { SdkError } from '../sdk-error.ts'
import { knownReader } from '../session/known.ts'
import { noEvent } from '../session/no-event.ts'
import { openStore } from '../session/open-store.ts'
import type { SessionState, StateOptions } from './read-state.ts'

export async function gatherState(
  id: string,
  { at, ...place }: StateOptions,
): Promise<SessionState> {
  const store = await openStore(place)
  const reader = await knownReader(store, id)
  const { state, conversation, todo, tasks } = await foldUpTo(reader, at)
  const { identity, run, open, inputs, files } = state
  const { configuration } = identity
  const instructions = await instructionsOf(reader, state)
  const entries = entriesOf(conversation)
  const parts = contextParts(instructions ?? { system: '', tools: [] }, entries)
  const tokens = contextTokens(state)
  return {
    session: reader.id,
    seq: state.seq,
    at: state.at,
    configuration,
    instructions,
    permissions: permissionsOf(state),
    conversation: entries,
    waiting: inputs.pending.map(({ seq }) => seq),
    todo: todo === undefined ? null : contentText(todo),
    run,
    left: leftOf(state),
    open: open.map(({ seq, type, data }) => ({
      seq,
      type,
      call: 'call' in data ? data.call : null,
    })),
    tasks,
    files: filesSeen(files),
    context: {
      parts: instructions ? scaledTo(tokens, parts) : parts.filter(({ what }) => what !== 'system'),
      tokens,
      window: configuration?.model.contextWindow ?? null,
    },
  }
}

/** What the parts take by an estimate, as shares of what the provider counted. */
function scaledTo(tokens: number, parts: readonly ContextPart[]): ContextPart[] {
  const estimate = parts.reduce((sum, part) => sum + part.tokens, 0)
  const scale = tokens / Math.max(1, estimate)
  return parts.map((part) => ({ ...part, tokens: Math.round(part.tokens * scale) }))
}

async function foldUpTo(reader: SessionReader, at: number | undefined) {
  const todoList = resultOf('todo_set')
  let state = initialState
  let conversation = noConversation()
  let todo = todoList.initial()
  let tasks = tasksProjection.initial()
  for await (const event of reader.read(1)) {
    state = evolve(state, event)
    conversation = evolveConversation(conversation, event)
    todo = todoList.evolve(todo, event)
    tasks = tasksProjection.evolve(tasks, event)
    if (event.seq === at) break
  }
  if (state.seq === 0) {
    throw new SdkError('unknown_session', `Session ${reader.id} is empty: nothing happened in it.`)
  }
  if (at !== undefined && state.seq !== at) {
    throw noEvent(reader.id, { seq: at, last: state.seq })
  }
  return { state, conversation, todo: todo.last, tasks }
}

async function instructionsOf(
  reader: SessionReader,
  { identity }: State,
): Promise<Instructions | null> {
  if (!identity.configuration) return null
  try {
    return await readInstructions(reader, identity.configuration)
  } catch (error) {
    if (error instanceof KernelError && error.code === 'session_damaged') return null
    throw error
  }
}

function leftOf({ identity, run, open }: State): SessionState['left'] {
  const { configuration } = identity
  if (!configuration) return { turns: null, tokens: null, cost: null, ms: null }
  const { maxTurns, maxMs } = configuration.limits
  const { tokens, cost } = budgetLeft({ run, open, configuration })
  const finite = (value: number) => (Number.isFinite(value) ? value : null)
  return {
    turns: maxTurns - run.turns,
    tokens: finite(tokens),
    cost: finite(cost),
    ms: maxMs === undefined ? null : maxMs - run.drivenMs,
  }
}
