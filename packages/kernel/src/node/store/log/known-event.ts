import { KernelError } from '../../../errors/kernel-error.ts'
import { CoreBody, type Event } from '../../../events/event.ts'

/** The newest version of each core type that this build understands. */
const versions: ReadonlyMap<string, number> = new Map(
  CoreBody.options.map((body) => [body.shape.type.value, 1]),
)

/** Refuses to write on after an event of a later build: this one cannot know what it means. */
export function requireKnown(session: string, { seq, type, v }: Event): void {
  if (type.startsWith('x.')) return
  const known = versions.get(type)
  if (known !== undefined && v <= known) return
  throw new KernelError(
    'session_newer',
    `Session ${session} was written by a later version: its event ${seq} is ${type} v${v}. ` +
      'It can be read; to go on with it, update the harness.',
  )
}
