import type { Ground, Outcome } from '../configured.ts'
import { said, type OptionEffects } from './option-effect.ts'

const earlier = async (here: Ground) => {
  const { result } = await here.ask({ prompt: 'The word is sesame.', options: { store: 'files' } })
  return result?.sessionId ?? ''
}

const remembers = (run: Outcome) => said(run).includes('The word is sesame.')
const inFiles = () => ({ store: 'files' }) as const
const isForked = ({ events }: Outcome) => events.some(({ type }) => type === 'session.forked')
const titleOf = ({ events }: Outcome) => {
  const first = events[0]
  return first?.type === 'session.created' ? first.data.title : undefined
}

export const sessionEffects: OptionEffects<'resume' | 'continue' | 'fork' | 'restore' | 'title'> = {
  resume: {
    gives: earlier,
    beside: inFiles,
    changes: (run) => [remembers(run), isForked(run)],
    to: [true, false],
  },
  continue: {
    gives: async (here) => (await earlier(here)) !== '',
    beside: inFiles,
    changes: (run) => [remembers(run), isForked(run)],
    to: [true, false],
  },
  fork: {
    gives: earlier,
    beside: inFiles,
    changes: (run) => [remembers(run), isForked(run)],
    to: [true, true],
  },
  restore: {
    gives: () => true,
    // Without a fork there is nothing that it could be about.
    changes: ({ error }) =>
      error?.message.includes('restore is about the place of a fork') ?? false,
    to: true,
  },
  title: { gives: () => 'The orchard', changes: titleOf, to: 'The orchard' },
}
