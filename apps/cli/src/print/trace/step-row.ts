import { contentText, type Limits, type ModelSpec } from '@harness/kernel'
import {
  modelName,
  type ModelStep,
  type NoteStep,
  type SetupStep,
  type Step,
} from '@harness/traces'
import { counted, formatCost, formatCount, formatDuration } from '../format.ts'
import type { Row, RowKind } from './row.ts'

/** A step of a session in a row; undefined for what says nothing by itself. */
export function stepRow(step: Step): Row | undefined {
  switch (step.kind) {
    case 'setup':
      return setupRow(step)
    case 'input': {
      const text = contentText(step.content)
      const from = step.from === 'person' ? [] : [`from the ${step.from}`]
      const images = step.content.filter(({ type }) => type === 'image').length
      const tail = [...from, ...(images > 0 ? [counted(images, 'image')] : [])]
      return row(step, {
        mark: '›',
        what: text,
        tail,
        content: [['said', text]],
        kinds: ['inputs'],
      })
    }
    case 'run':
      return undefined
    case 'model':
      return modelRow(step)
    case 'compaction':
      return compactionRow(step)
    case 'hook':
      return hookRow(step)
    case 'note':
      return noteRow(step)
    case 'end':
      return endRow(step)
  }
}

type About = Partial<Omit<Row, 'kinds'>> & { what: string; kinds?: readonly RowKind[] }

const row = ({ seq, at }: Step, { kinds = [], ...about }: About): Row => ({
  place: `#${seq}`,
  at,
  depth: 0,
  mark: '·',
  tail: [],
  details: [],
  content: [],
  ...about,
  kinds: new Set(kinds),
})

function setupRow(step: SetupStep): Row {
  const { model, fallbacks, permissions, limits, changed } = step
  const what = [`${model.provider}/${model.id}`, ...parametersOf(model)].join(' · ')
  const news = changed.length === 0 ? [] : [`changed: ${changed.join(', ')}`]
  const others = fallbacks.map(({ provider, id }) => `${provider}/${id}`)
  const rules = counted(permissions.rules.length, 'rule')
  return row(step, {
    mark: '⚙',
    what,
    tail: [`mode ${permissions.mode}`, counted(step.tools.length, 'tool'), ...news],
    content: [
      ['fallbacks', others.join('\n')],
      ['limits', limitsText(limits)],
      [
        'permissions',
        [
          `mode ${permissions.mode}, ${rules}`,
          ...permissions.rules.map((rule) => JSON.stringify(rule)),
        ].join('\n'),
      ],
      ['tools', step.tools.join(', ')],
      ['system prompt', step.system],
      ['kernel', step.kernel],
    ],
    kinds: ['models'],
  })
}

/** How a model is asked, where that was said. */
export const parametersOf = (model: ModelSpec): string[] => [
  ...(model.temperature === undefined ? [] : [`temperature ${model.temperature}`]),
  ...(model.maxOutputTokens === undefined
    ? []
    : [`at most ${formatCount(model.maxOutputTokens)} out`]),
  ...(model.reasoningEffort === undefined ? [] : [`effort ${model.reasoningEffort}`]),
  ...(model.toolCalls === 'text' ? ['calls in text'] : []),
]

export const limitsText = ({ maxTurns, maxTokens, maxCost, maxMs }: Limits): string =>
  [
    counted(maxTurns, 'turn'),
    ...(maxTokens === undefined ? [] : [counted(maxTokens, 'token')]),
    ...(maxCost === undefined ? [] : [formatCost(maxCost)]),
    ...(maxMs === undefined ? [] : [formatDuration(maxMs)]),
  ].join(', ')

function modelRow(step: ModelStep): Row {
  const { usage, failure, ms, attempt, stop } = step
  const cached = usage?.cacheReadTokens ? ` (${formatCount(usage.cacheReadTokens)} cached)` : ''
  const tokens = usage
    ? [`${formatCount(usage.inputTokens)}${cached} → ${formatCount(usage.outputTokens)}`]
    : []
  const isBad = step.outcome === 'failed'
  return row(step, {
    mark: isBad ? '✗' : step.outcome === 'open' ? '◌' : '≡',
    what: `turn ${step.turn} ${modelName(step)}`,
    tail: [
      ...(failure ? [failure.code] : []),
      ...(step.outcome === 'replied' || isBad
        ? []
        : [step.outcome === 'open' ? 'waits' : step.outcome]),
      ...(attempt > 1 ? [`attempt ${attempt}`] : []),
      ...(stop === 'length' ? ['cut by its token limit'] : []),
      ...tokens,
      ...(step.cost === null ? [] : [formatCost(step.cost)]),
      ...(ms === null ? [] : [formatDuration(ms)]),
    ],
    details: [failure?.message ?? step.text],
    content: [
      ['failed', failure?.message ?? ''],
      ['reasoning', step.reasoning],
      ['reply', step.text],
    ],
    kinds: isBad ? ['models', 'errors'] : ['models'],
  })
}

function compactionRow(step: Extract<Step, { kind: 'compaction' }>): Row {
  const { outcome, before, after, message, ms } = step
  const isBad = outcome === 'failed'
  const text = contentText(step.content)
  return row(step, {
    mark: isBad ? '✗' : '·',
    what: outcome === 'compacted' ? 'made shorter' : `making it shorter: ${outcome}`,
    tail: [
      ...(outcome === 'compacted' ? [`${formatCount(before)} → ${formatCount(after)} tokens`] : []),
      `because of ${step.reason}`,
      ...(ms === null ? [] : [formatDuration(ms)]),
    ],
    details: [message],
    content: [
      ['failed', message],
      ['summary', text],
    ],
    kinds: isBad ? ['errors'] : [],
  })
}

/** Hooks that said nothing are told of only where everything is. */
function hookRow(step: Extract<Step, { kind: 'hook' }>): Row | undefined {
  const said = step.answers.filter(({ decision, reason }) => decision !== 'none' || reason)
  if (said.length === 0 && step.outcome !== 'open') return undefined
  const failed = said.some(({ failed: broke }) => broke)
  return row(step, {
    mark: failed ? '✗' : '·',
    what: `hooks of ${step.event}`,
    tail: step.ms === null ? ['wait'] : [formatDuration(step.ms)],
    details: said.map(({ hook, decision, reason = '' }) => `${hook}: ${decision} ${reason}`),
    content: said.map(({ hook, decision, reason = '' }) => [hook, `${decision} ${reason}`]),
    kinds: failed ? ['errors'] : [],
  })
}

const noteWords: Record<NoteStep['note'], string> = {
  forked: 'a fork',
  renamed: 'is called',
  cancelled: 'cancelled',
  rejected: 'what was posted came to nothing:',
  rewound: 'files were put back:',
  task: 'task',
  retry: 'asks again',
  vendor: '',
}

function noteRow(step: NoteStep): Row {
  if (!step.task) return row(step, { what: `${noteWords[step.note]} ${step.text}`.trim() })
  const { task } = step
  const took = task.ms === null ? [] : [formatDuration(task.ms)]
  return row(step, {
    mark: '◌',
    what: `task ${task.seq} has ended: ${endOf(task.end) ?? task.status}`,
    tail: took,
    details: [step.text],
    kinds: ['tasks'],
  })
}

function endOf(end: NonNullable<NoteStep['task']>['end']): string | undefined {
  switch (end?.kind) {
    case 'exited':
      return end.stopped ?? (end.code === null ? (end.signal ?? 'a signal') : `exit ${end.code}`)
    case 'reported':
      return end.reason
    case 'failed':
      return 'it could not be started'
    default:
      return undefined
  }
}

function endRow(step: Extract<Step, { kind: 'end' }>): Row {
  const { reason, limit, message = '' } = step.end
  const isBad = reason !== 'done'
  const took = step.run?.ms
  return row(step, {
    mark: isBad ? '✗' : '■',
    what: limit ? `limit reached: ${limit}` : reason,
    tail: [
      ...(step.run ? [counted(step.run.turns, 'turn')] : []),
      ...(took === null || took === undefined ? [] : [formatDuration(took)]),
      ...(step.end.unconfirmed ? ['unconfirmed'] : []),
    ],
    details: [message],
    content: [['why', message]],
    kinds: isBad ? ['errors'] : [],
  })
}
