import type { AttemptState } from './eval-fold.ts'

/** The session that says what an attempt did: the newest that any round names. Null where there is none. */
export const sessionOf = ({ rounds }: Pick<AttemptState, 'rounds'>): string | null =>
  rounds.findLast(({ end }) => end.session !== null)?.end.session ?? null
