import { KernelError } from '../errors/kernel-error.ts'
import { contentText } from '../events/content.ts'
import { replyCalls, replyText } from '../events/reply.ts'
import type { Event } from '../events/event.ts'
import { pieceOf } from '../output/piece-of.ts'
import type { Sessions } from '../ports/sessions.ts'
import type { ByteRange, TaskOutput } from '../ports/task-desk.ts'

/** What a session has done so far, a line for each thing; it only grows. Undefined when there is no such session. */
export async function readDoings(
  sessions: Sessions,
  id: string,
  { from, most }: ByteRange,
): Promise<TaskOutput | undefined> {
  const lines: string[] = []
  try {
    const reader = await sessions.reader(id)
    for await (const event of reader.read(1)) lines.push(...doings(event))
  } catch (error) {
    if (error instanceof KernelError && error.code === 'session_not_found') return undefined
    throw error
  }
  const bytes = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''))
  const start = Math.min(from, bytes.length)
  return pieceOf(bytes.subarray(start, start + most), start, bytes.length)
}

/** Characters of one line. */
const mostOfLine = 300

function doings(event: Event): string[] {
  switch (event.type) {
    case 'model.settled': {
      if (event.data.kind !== 'replied') return []
      const { reply } = event.data
      const said = replyText(reply).trim()
      const calls = replyCalls(reply).map(({ name, input }) => `calls ${name} ${input}`)
      return [...(said === '' ? [] : [`says ${said}`]), ...calls].map(oneLine)
    }
    case 'tool.settled':
      return event.data.kind === 'failed'
        ? [oneLine(`failed: ${contentText(event.data.content)}`)]
        : []
    case 'call.refused':
      return [oneLine(`refused: ${event.data.message}`)]
    case 'run.finished':
      return [`ended: ${event.data.reason}`]
    default:
      return []
  }
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length <= mostOfLine ? line : `${line.slice(0, mostOfLine)}…`
}
