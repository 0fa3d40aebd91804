import type { LineEnds, LineReader } from '../person/line-reader.ts'
import type { Keyboard } from './keyboard.ts'
import { Prompt } from './prompt.ts'

/** Reads answers with the keys of a chat: what was being typed is not touched. Escape is a Ctrl-C. */
export function promptReader(keyboard: Keyboard, ends: LineEnds): LineReader {
  let open: Prompt | undefined
  return {
    async question(words, { signal }) {
      signal.throwIfAborted()
      await keyboard.quiet(signal)
      const prompt = new Prompt({
        keyboard,
        screen: process.stderr,
        prompt: words,
        interrupted: () => {
          // What is said of it stands on a line of its own.
          prompt.hide()
          ends.interrupted()
          prompt.show()
          return true
        },
        escaped: () => ends.interrupted(),
      })
      open = prompt
      const aborted = Promise.withResolvers<never>()
      const abort = () => aborted.reject(signal.reason)
      signal.addEventListener('abort', abort)
      try {
        const said = await Promise.race([prompt.result, aborted.promise])
        if (said.kind === 'line') return said.text
        ends.closed()
        return await aborted.promise
      } finally {
        signal.removeEventListener('abort', abort)
        open?.takeAway()
        open = undefined
      }
    },
    close: () => void open?.takeAway(),
  }
}
