// What a person is told of a run on standard error: a line that says what is going on, a line for each call, remarks.
import type { StreamEvent } from '@harness/kernel'
import type { RunResult } from '@harness/sdk'
import { Activity } from './activity.ts'
import { agentLine, backgroundLine, callLine, type CallEnd } from './call-line.ts'
import { closingLine, endingLine } from './closing-line.ts'
import { coloursFor } from './colours.ts'
import { describeCompaction } from './describe-compaction.ts'
import { describeHook } from './describe-hook.ts'
import { LiveLine } from './live-line.ts'
import { OpenCalls, type OpenCall } from './open-calls.ts'
import { plainLine, plainText } from './plain-text.ts'
import { isAlive, type Screen } from './screen.ts'
import { Spent } from './spent.ts'
import { wrapText } from './wrap-words.ts'

/** How much is told: what went wrong alone, the usual, or the calls also where nobody looks on. */
export type Telling = 'quiet' | 'usual' | 'verbose'

export class Progress {
  readonly #screen: Screen
  readonly #telling: Telling
  readonly #colour: ReturnType<typeof coloursFor>
  readonly #calls = new OpenCalls()
  readonly #activity = new Activity(this.#calls)
  readonly #spent = new Spent()
  readonly #tellsCalls: boolean
  /** On a terminal that can move its cursor. */
  readonly line: LiveLine | undefined
  /** The session of the run; others are those of its subagents. */
  #own: string | undefined
  /** The end of a task's call: the next event says whether the task has ended too. */
  #due: Extract<StreamEvent, { type: 'tool.end' }> | undefined
  /** Done before anything is written: other output ends its line. */
  readonly #before: () => void

  constructor(screen: Screen, telling: Telling, before: () => void = () => {}) {
    this.#screen = screen
    this.#telling = telling
    this.#before = before
    this.#colour = coloursFor(screen)
    this.#tellsCalls = telling === 'verbose' || (telling === 'usual' && screen.isTTY === true)
    if (telling !== 'quiet' && isAlive(screen)) this.line = new LiveLine(screen, () => this.#now())
  }

  /** Whether an event is of the run itself. */
  isOwn({ sessionId }: StreamEvent): boolean {
    return sessionId === (this.#own ??= sessionId)
  }

  /** `at`: when it happened, by the clock of `performance`. */
  event(event: StreamEvent, at: number = performance.now()): void {
    const isOwn = this.isOwn(event)
    this.#settle(event, at)
    this.#activity.event(event, isOwn)
    switch (event.type) {
      case 'session.start':
        return this.#spent.within(event.contextWindow)
      case 'usage':
        return this.#spent.add(event, isOwn)
      case 'error':
        if (!event.recoverable) return
        return this.note(`${isOwn ? '' : '↳ '}${plainLine(event.message)}`)
      case 'compaction':
        return isOwn ? this.note(describeCompaction(event)) : undefined
      case 'hook.decision': {
        const said = isOwn ? describeHook(event) : undefined
        return said === undefined ? undefined : this.note(said)
      }
      default:
        this.#call(event, at)
    }
  }

  /** A remark. */
  note(text: string): void {
    if (this.#telling === 'quiet') return
    const plain = plainText(text)
    this.#write(this.#screen.isTTY ? wrapText(plain, this.#columns()) : plain)
  }

  cancelling(): void {
    this.#activity.cancel()
    this.note('Cancelling; Ctrl-C again leaves at once.')
  }

  end(result: RunResult | undefined): void {
    this.#flush()
    this.line?.end()
    if (!result) return
    const columns = this.#screen.isTTY ? this.#columns() : undefined
    const told =
      this.#telling === 'quiet'
        ? endingLine(result, this.#colour, columns)
        : closingLine(result, this.#colour, columns)
    if (told === '') return
    this.#before()
    this.#screen.write(told)
  }

  #now() {
    const { step, ...doing } = this.#activity.now()
    const count = this.#calls.inBackground()
    const background = count === 0 ? [] : [`${count} in the background`]
    const said = step === '' ? [] : [step]
    return { ...doing, more: [...this.#spent.parts(), ...background, ...said] }
  }

  #call(event: StreamEvent, at: number): void {
    switch (event.type) {
      case 'tool.start':
        this.#calls.start(event, at)
        return
      case 'task.start': {
        const call = this.#calls.work(event)
        if (call?.child) this.#tell(call, agentLine)
        return
      }
      case 'tool.end': {
        if (this.#calls.get(event)?.task === undefined) return this.#finish({ ...event, at })
        this.#due = event
        return
      }
      case 'task.end':
        // Its call may be of an earlier process.
        return this.#finish({ ...event, error: null, at })
      default:
    }
  }

  /** A call whose task ends with it has failed where the call did. */
  #settle(event: StreamEvent, at: number): void {
    const due = this.#due
    if (!due) return
    if (event.type === 'task.end' && event.callId === due.callId && event.seq === due.seq) {
      this.#due = undefined
      this.#finish({ ...due, at })
    } else this.#flush()
  }

  #flush(): void {
    const due = this.#due
    this.#due = undefined
    const call = due && this.#calls.get(due)
    if (!call) return
    call.isInBackground = true
    this.#tell(call, backgroundLine)
  }

  #finish(named: { sessionId: string; callId: string } & CallEnd): void {
    const call = this.#calls.get(named)
    if (!call) return
    this.#calls.end(named)
    this.#tell(call, (ended, style) => callLine(ended, named, style))
  }

  /** On a terminal a person sees what was done; in a pipe nobody asked. */
  #tell(call: OpenCall, line: typeof agentLine): void {
    if (!this.#tellsCalls) return
    this.#write(line(call, { columns: this.#columns(), colour: this.#colour }))
  }

  #columns(): number {
    return this.#screen.columns || 80
  }

  #write(text: string): void {
    const isLive = this.line?.isShown
    this.#before()
    this.line?.clear()
    this.#screen.write(`${text}\n`)
    // At once: a line that is gone until the next tick flickers.
    if (isLive) this.line?.draw()
  }
}
