// The keys of a terminal, one reader at a time. Owns: the terminal is left as it was found, however the process ends.
import { createInterface, emitKeypressEvents, type Key as NodeKey } from 'node:readline'
import { PassThrough } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ReadStream } from 'node:tty'
import { quietMs } from '../person/quiet.ts'
import type { Screen } from '../print/screen.ts'
import { keyOf, pasted, type Key } from './key.ts'

type Reader = (key: Key) => void

/** So long a lone Escape may be the beginning of another key. */
const escapeMs = 50
const pasteOn = '\u{1b}[?2004h'
const pasteOff = '\u{1b}[?2004l'

export class Keyboard {
  readonly #input: ReadStream
  readonly #screen: Screen
  /** The last one has the keys. */
  readonly #readers: Reader[] = []
  /** When the last key was heard. */
  #heardAt = -quietMs
  /** What was pasted so far. */
  #paste: string | undefined

  /** `gone`: the terminal is there no more. */
  constructor(input: ReadStream, screen: Screen, gone: () => void) {
    this.#input = input
    this.#screen = screen
    const patience = createInterface({ input: new PassThrough(), escapeCodeTimeout: escapeMs })
    emitKeypressEvents(input, patience)
    input.on('keypress', this.#hear)
    for (const end of ['end', 'error', 'close']) input.on(end, gone)
    process.on('exit', this.#restore)
    process.on('SIGCONT', this.#take)
    this.#take()
    input.resume()
  }

  /** Gives the keys to a reader, until the answered function is called. */
  read(reader: Reader): () => void {
    this.#readers.push(reader)
    return () => {
      const at = this.#readers.lastIndexOf(reader)
      if (at >= 0) this.#readers.splice(at, 1)
    }
  }

  /** Resolves when nobody is in the middle of typing. Rejects when the signal fires. */
  async quiet(signal: AbortSignal): Promise<void> {
    for (;;) {
      const left = this.#heardAt + quietMs - performance.now()
      if (left <= 0) return
      await sleep(left, undefined, { signal })
    }
  }

  close(): void {
    process.off('exit', this.#restore)
    process.off('SIGCONT', this.#take)
    this.#input.off('keypress', this.#hear)
    this.#input.pause()
    this.#restore()
  }

  readonly #take = (): void => {
    this.#input.setRawMode(true)
    this.#screen.write(pasteOn)
  }

  readonly #restore = (): void => {
    if (this.#input.isRaw) this.#screen.write(pasteOff)
    this.#input.setRawMode(false)
  }

  readonly #hear = (text: string | undefined, key: NodeKey): void => {
    this.#heardAt = performance.now()
    if (key.name === 'paste-start') this.#paste = ''
    else if (key.name === 'paste-end') this.#pasted()
    else if (this.#paste !== undefined) this.#paste += pieceOf(key)
    else if (key.ctrl && key.name === 'z') this.#suspend()
    else this.#readers.at(-1)?.(keyOf(text, key))
  }

  #pasted(): void {
    const text = (this.#paste ?? '').replaceAll(/\r\n?/gu, '\n')
    this.#paste = undefined
    if (text !== '') this.#readers.at(-1)?.(pasted(text))
  }

  /** The shell is given back the terminal; its `fg` goes on here. */
  #suspend(): void {
    this.#restore()
    process.kill(process.pid, 'SIGTSTP')
  }
}

/** What was pasted is text, whatever keys it is made of. */
function pieceOf({ name, sequence = '' }: NodeKey): string {
  if (name === 'return') return '\r'
  if (name === 'enter') return '\n'
  return sequence === '\t' || /^\P{Cc}+$/u.test(sequence) ? sequence : ''
}
