// The answer on standard output, everything else on standard error.
import type { StreamEvent } from '@harness/kernel'
import type { RunResult } from '@harness/sdk'
import type { Output } from './output.ts'
import { plainText } from './plain-text.ts'
import { Progress, type Manner, type Telling } from './progress.ts'
import type { Screen } from './screen.ts'
import { charactersOf, widthOfOne } from './text-width.ts'

interface Screens {
  out: Screen
  err: Screen
}

export class TextOutput implements Output {
  readonly #out: Screen
  readonly #progress: Progress
  /** Where the line of standard output ends that is not over; null where the cursor stands at the beginning of one. */
  #column: number | null = null
  /** Whether any text was written. */
  #hasText = false
  /** Whether this turn's did. */
  #hasSpoken = false
  /** Whether an empty line is due before more text: it is another turn's. */
  #isApart = false

  /** In a pipe: the text of an attempt that may still fail. */
  #draft = ''

  /** What happens while a question is on the screen, for afterwards. */
  #waiting: { event: StreamEvent; at: number }[] | undefined

  constructor(
    telling: Telling = 'usual',
    { out, err }: Screens = { out: process.stdout, err: process.stderr },
    manner?: Manner,
  ) {
    this.#out = out
    this.#progress = new Progress(err, telling, { before: () => this.#newLine(), manner })
  }

  event(event: StreamEvent): void {
    if (this.#waiting) this.#waiting.push({ event, at: performance.now() })
    else this.#show(event)
  }

  pause(): () => void {
    this.#newLine()
    this.#progress.line?.hold(true)
    this.#waiting ??= []
    return () => {
      const missed = this.#waiting ?? []
      this.#waiting = undefined
      this.#progress.line?.hold(false)
      for (const { event, at } of missed) this.#show(event, at)
    }
  }

  note(text: string): void {
    this.#progress.note(text)
  }

  /** What the person said while it goes on. */
  said(text: string): void {
    this.#progress.said(text)
  }

  /** Shows at once what the person has typed. */
  retype(): void {
    this.#progress.line?.retype()
  }

  cancelling(): void {
    this.#progress.cancelling()
  }

  end(result: RunResult | undefined): void {
    this.#speak()
    // What a tool said to end the run was not streamed.
    if (result && !this.#hasSpoken && result.text !== '') this.#text(result.text)
    this.#newLine()
    this.#progress.end(result)
  }

  #show(event: StreamEvent, at?: number): void {
    if (this.#progress.isOwn(event)) this.#say(event)
    this.#progress.event(event, at)
  }

  #say(event: StreamEvent): void {
    switch (event.type) {
      case 'turn.start':
        this.#isApart = this.#hasText
        this.#hasSpoken = false
        break
      case 'text.delta':
        if (this.#out.isTTY) this.#text(event.text)
        else this.#draft += event.text
        break
      case 'usage':
        this.#speak()
        break
      case 'tool.start':
      case 'turn.end':
        this.#speak()
        this.#newLine()
        break
      case 'error':
        this.#draft = ''
        break
      default:
    }
  }

  /** The draft has become what the model said. */
  #speak(): void {
    const text = this.#draft
    this.#draft = ''
    this.#text(text)
  }

  #text(text: string): void {
    const shown = this.#out.isTTY ? plainText(text) : text
    if (shown === '') return
    this.#clear()
    this.#out.write(this.#isApart ? `\n${shown}` : shown)
    this.#isApart = false
    this.#hasText = true
    this.#hasSpoken = true
    const start = shown.lastIndexOf('\n') + 1
    if (start > 0) this.#column = null
    if (start < shown.length) {
      const columns = this.#out.columns || 80
      this.#column = columnAfter(this.#column ?? 0, shown.slice(start), columns)
    }
    if (this.#out.isTTY) this.#progress.line?.behind(this.#column)
  }

  #newLine(): void {
    this.#clear()
    if (this.#column !== null) this.#out.write('\n')
    this.#column = null
    this.#progress.line?.behind(null)
  }

  #clear(): void {
    if (this.#progress.line?.clear()) this.#column = null
  }
}

/**
 * Where a text ends that begins in a column: a tab reaches to the next eighth, and what is too wide for the rest of a row of
 * so many columns stands in the next one.
 */
function columnAfter(column: number, text: string, columns: number): number {
  if (/^[ -~]*$/u.test(text)) return column + text.length
  let at = column
  for (const character of charactersOf(text)) {
    if (character === '\t') at = (Math.floor(at / 8) + 1) * 8
    const width = widthOfOne(character)
    const left = columns - (at % columns)
    at += width > left ? left + width : width
  }
  return at
}
