// What one option changes of a run, and how it is seen.
import type { Options } from '../../index.ts'
import type { Asking, Ground, Outcome } from '../configured.ts'

export interface OptionEffect<K extends keyof Options> extends Pick<Asking, 'prompt' | 'calls'> {
  /** The value of the option. The run that it is compared with has none. */
  gives(here: Ground): NonNullable<Options[K]> | Promise<NonNullable<Options[K]>>
  /** What both runs have beside it. */
  beside?(here: Ground): Options
  /** What of a run it changes. */
  changes(outcome: Outcome, here: Ground): unknown
  to: unknown
}

/** A row for each of the options, or several. */
export type OptionEffects<K extends keyof Options> = {
  [Key in K]: OptionEffect<Key> | readonly OptionEffect<Key>[]
}

/** What the first request said. */
export const body = ({ requests }: Outcome): Record<string, unknown> => requests[0]?.body ?? {}

export const tools = ({ requests }: Outcome): string[] =>
  requests[0]?.body.tools?.map((tool) => tool.function.name) ?? []

export const denials = ({ result }: Outcome) => result?.denied.length

export const said = ({ requests }: Outcome): string => JSON.stringify(requests[0]?.body.messages)

/** What commands printed. */
export const printed = ({ events }: Outcome): string =>
  JSON.stringify(events.filter(({ type }) => type === 'task.settled'))

/** A change that is asked about. */
export const change = [['write_file', { path: 'plan.txt', content: 'dig' }]] as const
