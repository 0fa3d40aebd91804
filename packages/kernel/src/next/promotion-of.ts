import { textContent } from '../events/content.ts'
import type { Draft } from '../events/event.ts'

/** Lets a task go on in the background: its call settles, and its end will arrive by itself. */
export const promotionOf = (task: number): Extract<Draft, { type: 'task.promoted' }> => ({
  type: 'task.promoted',
  cause: task,
  data: {
    task,
    content: textContent(
      `Running in the background as task ${task}. You will be told when it ends.`,
    ),
  },
})
