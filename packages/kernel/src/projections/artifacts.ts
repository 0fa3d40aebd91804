import type { Event } from '../events/event.ts'
import type { Hash } from '../events/hash.ts'
import type { Projection } from './projection.ts'

/** Where an artifact is named. */
export interface ArtifactView {
  hash: Hash
  seq: number
  what: 'system' | 'toolset' | 'image' | 'result' | 'output'
}

/** Every artifact the log names, at its first mention. */
export const artifactsProjection: Projection<readonly ArtifactView[]> = {
  initial: () => [],
  evolve(known, event) {
    const fresh = named(event)
      .map((one) => ({ ...one, seq: event.seq }))
      .filter(({ hash }) => !known.some((one) => one.hash === hash))
    return fresh.length === 0 ? known : [...known, ...fresh]
  },
}

type Named = Omit<ArtifactView, 'seq'>

function named(event: Event): Named[] {
  switch (event.type) {
    case 'session.configured':
      return [
        { hash: event.data.system, what: 'system' },
        { hash: event.data.toolset, what: 'toolset' },
      ]
    case 'input.received':
      return images(event.data.content)
    case 'tool.settled':
      return 'content' in event.data ? ofResult(event.data) : []
    case 'task.settled': {
      if (event.data.kind !== 'ended') return []
      const { end, result } = event.data
      const output = end.kind === 'exited' ? end.output : undefined
      return [...(output ? [{ hash: output, what: 'output' } as const] : []), ...ofResult(result)]
    }
    default:
      return []
  }
}

type Parts = Extract<Event, { type: 'input.received' }>['data']['content']

const images = (content: Parts): Named[] =>
  content.flatMap((part) => (part.type === 'image' ? [{ hash: part.artifact, what: 'image' }] : []))

const ofResult = (result: { content: Parts; artifacts?: Hash[] | undefined }): Named[] => [
  ...images(result.content),
  ...(result.artifacts ?? []).map((hash) => ({ hash, what: 'result' as const })),
]
