import { evolve, initialState, type Event } from '../index.ts'
import { denialOf } from '../events/hook.ts'
import { openIntent } from '../state/open.ts'

/** Where the model was shown what a person said before the hooks had heard of it, or though one refused it. */
export function checkHooks(events: readonly Event[]): string[] {
  const found: string[] = []
  const waits = new Set<number>()
  let state = initialState
  for (const event of events) {
    if (event.type === 'input.received' && event.data.from === 'person') {
      const { hooks = [] } = state.identity.configuration ?? {}
      if (hooks.includes('UserPromptSubmit')) waits.add(event.seq)
    }
    if (event.type === 'hook.settled' && event.data.kind === 'answered') {
      const moment = openIntent(state.open, 'hook.started', event.cause)?.data
      const isRefused = denialOf(event.data.answers) !== undefined
      if (moment?.event === 'UserPromptSubmit' && !isRefused) waits.delete(moment.input)
    }
    if (event.type === 'model.started') {
      for (const input of event.data.inputs.filter((seq) => waits.has(seq)))
        found.push(`input ${input} was shown at ${event.seq}, and no hook had let it pass`)
    }
    state = evolve(state, event)
  }
  return found
}
