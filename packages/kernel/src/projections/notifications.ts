import { contentText } from '../events/content.ts'
import type { Projection } from './projection.ts'

/** The end of a background task, told to the model once. */
export interface NotificationView {
  seq: number
  task: number
  text: string
  /** The model call that showed it; null while it waits. */
  shownBy: number | null
}

interface Notifications {
  background: readonly number[]
  list: readonly NotificationView[]
}

/** What has happened in the background, oldest first. */
export const notificationsProjection: Projection<Notifications> = {
  initial: () => ({ background: [], list: [] }),
  evolve(known, event) {
    switch (event.type) {
      case 'task.promoted':
        return { ...known, background: [...known.background, event.data.task] }
      case 'task.settled': {
        const task = event.cause ?? 0
        if (!known.background.includes(task) || event.data.kind === 'forked') return known
        const text =
          event.data.kind === 'ended' ? contentText(event.data.result.content) : event.data.message
        return { ...known, list: [...known.list, { seq: event.seq, task, text, shownBy: null }] }
      }
      case 'model.started': {
        const shown = new Set(event.data.inputs)
        const list = known.list.map((one) =>
          shown.has(one.seq) ? { ...one, shownBy: event.seq } : one,
        )
        return { ...known, list }
      }
      default:
        return known
    }
  },
}
