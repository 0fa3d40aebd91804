import { kernelVersion, type Event } from '@harness/kernel'
import { Decisions, saidOf, type Mismatch, type Said } from './decisions.ts'

/** A place of a log at which the kernel that runs decides otherwise. */
export interface Redecision extends Mismatch {
  seq: number
  /** What stands there. */
  recorded: Said
  /** The version of the kernel that wrote it, as the session's configuration says; null before there is one. */
  kernel: string | null
}

/** What of a log one version of the kernel wrote. */
export interface Stretch {
  /** The version; null for what stands before the first configuration. */
  kernel: string | null
  /** The seqs of its first and last event. */
  from: number
  to: number
}

export interface Redecided {
  /** The version that decided again. */
  kernel: string
  events: number
  /** Events that are decisions. */
  decisions: number
  stretches: readonly Stretch[]
  /** The first differences, oldest first: at most `most`. What follows the first may follow from it. */
  differences: readonly Redecision[]
  /** How many there are in all. */
  different: number
}

export interface RedecideOptions {
  /** How many differences are kept. Default: 20. */
  most?: number
}

/**
 * Folds a log from its first event and decides again at every place: each recorded decision must be what `next` says there,
 * its payload and its cause, and none may be missing where the log went on. Facts may stand anywhere. Nothing is performed.
 * Rejects only as `events` does.
 */
export async function redecide(
  events: AsyncIterable<Event>,
  { most = 20 }: RedecideOptions = {},
): Promise<Redecided> {
  const decisions = new Decisions()
  const differences: Redecision[] = []
  const stretches: Stretch[] = []
  const counted = { events: 0, decisions: 0, different: 0 }
  for await (const event of events) {
    const { as, mismatch } = decisions.take(event)
    const kernel = decisions.state.identity.configuration?.kernel ?? null
    lengthen(stretches, event, kernel)
    counted.events += 1
    if (as !== 'fact') counted.decisions += 1
    if (!mismatch) continue
    counted.different += 1
    if (differences.length >= most) continue
    differences.push({ seq: event.seq, recorded: saidOf(event), kernel, ...mismatch })
  }
  return { kernel: kernelVersion, ...counted, stretches, differences }
}

/** A configuration is written by the version that it names. */
function lengthen(stretches: Stretch[], { seq }: Event, kernel: string | null): void {
  const last = stretches.at(-1)
  if (last && last.kernel === kernel) last.to = seq
  else stretches.push({ kernel, from: seq, to: seq })
}
