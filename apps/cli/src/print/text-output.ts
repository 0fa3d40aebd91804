// The answer on standard output, everything else on standard error.
import type { StreamEvent } from '@harness/kernel'
import type { RunResult } from '@harness/sdk'
import { closingLine } from './closing-line.ts'
import { coloursFor } from './colours.ts'
import { describeCall } from './describe-call.ts'
import { describeCompaction } from './describe-compaction.ts'
import { describeHook } from './describe-hook.ts'
import { formatCost, formatCount, formatDuration, shorten } from './format.ts'
import { LiveLine } from './live-line.ts'
import type { Output } from './output.ts'
import { plainLine, plainText } from './plain-text.ts'
import type { Screen } from './screen.ts'

interface Screens {
  out: Screen
  err: Screen
}

export class TextOutput implements Output {
  readonly #out: Screen
  readonly #err: Screen
  readonly #colour: ReturnType<typeof coloursFor>
  readonly #line: LiveLine | undefined
  readonly #calls = new Map<string, { what: string; since: number }>()
  #tokens = 0
  #cost: number | null = 0
  /** Whether the cursor of standard output stands at the beginning of a line. */
  #isAtStart = true
  /** Whether any text was written. */
  #hasText = false
  /** Whether this turn's did. */
  #hasSpoken = false
  /** Whether an empty line is due before more text: it is another turn's. */
  #isApart = false

  /** In a pipe: the text of an attempt that may still fail. */
  #draft = ''

  /** The session of the run; others are those of its subagents. */
  #own: string | undefined
  /** What happens while a question is on the screen, for afterwards. */
  #waiting: StreamEvent[] | undefined

  constructor({ out, err }: Screens = { out: process.stdout, err: process.stderr }) {
    this.#out = out
    this.#err = err
    this.#colour = coloursFor(err)
    this.#line = err.isTTY ? new LiveLine(err) : undefined
    this.#line?.say('starting')
  }

  event(event: StreamEvent): void {
    if (this.#waiting) this.#waiting.push(event)
    else this.#show(event)
  }

  pause(): () => void {
    this.#newLine()
    this.#line?.hold(true)
    this.#waiting ??= []
    return () => {
      const missed = this.#waiting ?? []
      this.#waiting = undefined
      this.#line?.hold(false)
      for (const event of missed) this.#show(event)
    }
  }

  note(text: string): void {
    if (!this.#waiting) this.#newLine()
    this.#line?.clear()
    this.#err.write(`${text}\n`)
  }

  end(result: RunResult | undefined): void {
    this.#speak()
    // What a tool said to end the run was not streamed.
    if (result && !this.#hasSpoken && result.text !== '') this.#text(result.text)
    this.#newLine()
    this.#line?.end()
    if (result) this.#err.write(closingLine(result, this.#colour))
  }

  #show(event: StreamEvent): void {
    this.#own ??= event.sessionId
    if (event.sessionId !== this.#own) return this.#showAgent(event)
    switch (event.type) {
      case 'turn.start':
        this.#isApart = this.#hasText
        this.#hasSpoken = false
        this.#line?.say('thinking')
        break
      case 'text.delta':
        if (this.#out.isTTY) this.#text(event.text)
        else this.#draft += event.text
        break
      case 'tool.start':
        this.#speak()
        this.#begin(event, describeCall(event.tool, event.input))
        break
      case 'tool.progress':
        this.#line?.step(event.text)
        break
      case 'tool.end':
        this.#finish(event)
        break
      case 'usage':
        this.#count(event)
        this.#speak()
        break
      case 'turn.end':
        this.#speak()
        this.#newLine()
        break
      case 'error':
        this.#draft = ''
        if (event.recoverable) this.note(plainLine(event.message))
        break
      case 'compaction':
        this.note(describeCompaction(event))
        break
      case 'hook.decision': {
        const said = describeHook(event)
        if (said !== undefined) this.note(said)
        break
      }
      default:
    }
  }

  /** Of a subagent a person sees what it does and what it costs; what it says is for its parent. */
  #showAgent(event: StreamEvent): void {
    switch (event.type) {
      case 'tool.start':
        this.#begin(event, `↳ ${describeCall(event.tool, event.input)}`)
        break
      case 'tool.end':
        this.#finish(event)
        break
      case 'usage':
        this.#count(event)
        break
      case 'error':
        if (event.recoverable) this.note(plainLine(`↳ ${event.message}`))
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
    this.#line?.hold(true)
    this.#out.write(this.#isApart ? `\n${shown}` : shown)
    this.#isApart = false
    this.#hasText = true
    this.#hasSpoken = true
    this.#isAtStart = shown.endsWith('\n')
    if (this.#isAtStart) this.#line?.hold(false)
  }

  #newLine(): void {
    if (!this.#isAtStart) this.#out.write('\n')
    this.#isAtStart = true
    this.#line?.hold(false)
  }

  #begin(call: Named, what: string): void {
    this.#newLine()
    this.#calls.set(nameOf(call), { what, since: performance.now() })
    this.#line?.say(what)
  }

  /** On a terminal a person sees what was done; in a pipe nobody asked. */
  #finish({ error, ...named }: Extract<StreamEvent, { type: 'tool.end' }>): void {
    const call = this.#calls.get(nameOf(named))
    if (!call || !this.#line) return
    this.#calls.delete(nameOf(named))
    const took = formatDuration(performance.now() - call.since)
    const mark = error === null ? this.#colour('green', '✓') : this.#colour('red', '✗')
    const why = error === null ? '' : ` ${plainLine(error)}`
    const text = shorten(`${call.what} · ${took}${why}`, (this.#err.columns || 80) - 4)
    this.note(`${mark} ${this.#colour('dim', text)}`)
    const [next] = this.#calls.values()
    this.#line.say(next?.what ?? 'thinking')
  }

  #count(usage: Extract<StreamEvent, { type: 'usage' }>): void {
    this.#tokens += usage.inputTokens + usage.outputTokens
    this.#cost = this.#cost === null || usage.cost === null ? null : this.#cost + usage.cost
    const cost = this.#cost === null ? '' : ` · ${formatCost(this.#cost)}`
    this.#line?.tail(`${formatCount(this.#tokens)} tokens${cost}`)
  }
}

/** A call; two sessions may have calls of one id. */
type Named = { sessionId: string; callId: string }
const nameOf = ({ sessionId, callId }: Named) => `${sessionId} ${callId}`
