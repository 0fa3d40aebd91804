// One compaction: the host's compactor says what is no longer shown; what it says is checked before it becomes the outcome.
import { entriesOf } from '../conversation/conversation.ts'
import type { ConversationEntry } from '../conversation/entry.ts'
import { messageTokens } from '../conversation/estimate-tokens.ts'
import { shorten } from '../conversation/shorten.ts'
import { messageOf } from '../errors/message-of.ts'
import type { Shortening } from '../events/compaction-settled.ts'
import type { Draft, EventOf } from '../events/event.ts'
import { denialOf, type HookAnswer } from '../events/hook.ts'
import type { Configuration } from '../events/session-configured.ts'
import type { Facts } from '../log/session.ts'
import { backgroundTasks } from '../next/waiting.ts'
import type { CompactionContext, CompactionRequest, Compactor } from '../ports/compactor.ts'
import { chosenModel } from '../state/chosen-model.ts'
import { roomOf } from '../state/room.ts'
import type { State } from '../state/state.ts'
import { contextTokens } from '../state/usage.ts'
import { askHooks, stopsOf } from './ask-hooks.ts'
import type { Performance } from './performance.ts'
import { recallResult } from './recall-result.ts'
import { SideModel } from './side-model.ts'
import { taskDeskOf } from './task-desk-of.ts'
import { touchedFiles } from './touched-files.ts'

type Intent = EventOf<'compaction.started'>
type Settled = Extract<Draft, { type: 'compaction.settled' }>['data']

export async function performCompaction(intent: Intent, performance: Performance): Promise<Facts> {
  const { reason, focus } = intent.data
  const wish = focus === undefined ? {} : { focus }
  const answers = await askHooks({ event: 'PreCompact', reason, ...wish }, performance)
  const data = await compactAsHooksSay(intent, answers, performance)
  const hooks = answers.length > 0 ? { hooks: [...answers] } : {}
  const settled: Draft = {
    type: 'compaction.settled',
    cause: intent.seq,
    data: { ...data, ...hooks },
  }
  return [settled, ...stopsOf(answers)]
}

/** They may forbid it, and say what should be kept. */
async function compactAsHooksSay(
  intent: Intent,
  answers: readonly HookAnswer[],
  performance: Performance,
): Promise<Settled> {
  const { session, host } = performance
  const { configuration } = session.state.identity
  const no = denialOf(answers)
  if (no) return failed(`the hook ${no.hook} forbids it. ${no.reason ?? ''}`.trimEnd())
  if (!host.compactor || !configuration) {
    return failed('this host cannot make a conversation shorter')
  }
  const wishes = [intent.data.focus, ...answers.map(({ context }) => context)].filter(
    (wish) => wish !== undefined,
  )
  const focus = wishes.length === 0 ? {} : { focus: wishes.join('\n') }
  const wanted = { ...intent, data: { ...intent.data, ...focus } }
  return compact(host.compactor, wanted, { ...performance, configuration })
}

const failed = (message: string): Settled => ({ kind: 'failed', message })

interface Compacting extends Performance {
  configuration: Configuration
}

async function compact(
  compactor: Compactor,
  intent: Intent,
  performance: Compacting,
): Promise<Settled> {
  const { session, signal, configuration } = performance
  const { state } = session
  const model = chosenModel(configuration, state.model.choice)
  const entries = entriesOf(await session.conversation())
  const tokensOf = tokensOn(state, entries)
  const side = new SideModel(intent, performance, model)
  const context: CompactionContext = {
    signal,
    tokensOf,
    recall: (tool) => recallResult(session, tool),
    ask: (question) => side.ask(question, configuration.limits),
  }
  let data: Settled
  try {
    const request = await requestFor(intent, performance, entries)
    const shortening = await compactor.compact(request, context)
    data = outcomeOf(shortening, { intent, state, entries, tokensOf, room: roomOf(model) })
  } catch (error) {
    if (signal.aborted) throw error
    data = failed(messageOf(error))
  }
  const { usage } = side
  const paid = usage ? { usage } : {}
  return { ...data, ...paid, ...(await side.wire.keep(session)) }
}

async function requestFor(
  { data: { reason, focus } }: Intent,
  { session, host, configuration }: Compacting,
  entries: readonly ConversationEntry[],
): Promise<CompactionRequest> {
  const { state } = session
  const model = chosenModel(configuration, state.model.choice)
  const room = roomOf(model)
  const background = new Set(backgroundTasks(state))
  const tasks = background.size === 0 ? [] : await taskDeskOf(session, host).list()
  return {
    reason,
    model,
    entries,
    tokens: contextTokens(state),
    files: await touchedFiles(session),
    tasks: tasks.filter(({ task }) => background.has(task)),
    ...(focus !== undefined && { focus }),
    ...(room !== undefined && { room }),
  }
}

/** An estimate on the scale of what the provider counted, as far as that is believable. */
function tokensOn(
  state: State,
  entries: readonly ConversationEntry[],
): CompactionContext['tokensOf'] {
  const instructions = state.identity.configuration?.instructionTokens ?? 0
  const estimate = total(entries, messageTokens) + instructions + state.usage.fresh
  const scale = Math.min(2, Math.max(0.5, contextTokens(state) / Math.max(1, estimate)))
  return (message) => Math.ceil(messageTokens(message) * scale)
}

const total = (
  entries: readonly ConversationEntry[],
  tokensOf: CompactionContext['tokensOf'],
): number => entries.reduce((sum, { message }) => sum + tokensOf(message), 0)

interface Measure {
  intent: Intent
  state: State
  entries: readonly ConversationEntry[]
  tokensOf: CompactionContext['tokensOf']
  room: number | undefined
}

/** Less than this share of a request saved is not worth what the provider's cache loses. */
const leastSaved = 0.05

function outcomeOf(
  shortening: Shortening,
  { intent, state, entries, tokensOf, room }: Measure,
): Settled {
  const { upto = intent.data.upto } = shortening
  if (upto !== intent.data.upto && !isReply(upto, entries, state)) {
    return failed(`the compactor would cut the conversation at ${upto}, which is not a reply`)
  }
  const shorter = shorten(entries, { ...shortening, upto })
  const before = contextTokens(state)
  const [all, left] = [total(entries, tokensOf), total(shorter, tokensOf)]
  // Where the next request would be refused, everything saved is worth it.
  const isDue = intent.data.reason === 'overflow' || before > (room ?? Infinity)
  if (left === all || (!isDue && all - left < before * leastSaved)) {
    return failed('nothing is left that could be made shorter')
  }
  // Some servers count next to nothing; then what is left is at least its share.
  const after = Math.max(before - (all - left), Math.round((before * left) / all))
  if (!shortening.content) return { kind: 'compacted', ...shortening, before, after }
  // The fold begins there, so that what is still shown is found again.
  const kept = shorter.filter(({ seq }) => seq > upto)
  const from = Math.min(intent.seq, ...kept.map(({ since }) => since))
  return { kind: 'compacted', ...shortening, from, before, after }
}

const isReply = (seq: number, entries: readonly ConversationEntry[], { compaction }: State) =>
  seq > compaction.upto && entries.some((entry) => entry.seq === seq && entry.origin === 'model')
