// A chat on a terminal. Owns: at the bottom is either the prompt or the line of a run, and what is typed survives both.
import type { StreamEvent } from '@harness/kernel'
import type { Options, Query } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { explainError } from '../outcome/explain-error.ts'
import { askOnTerminal } from '../person/ask-on-terminal.ts'
import { watchEnds } from '../person/watch-signals.ts'
import { coloursFor } from '../print/colours.ts'
import { plainLine, plainText } from '../print/plain-text.ts'
import type { Telling } from '../print/progress.ts'
import { offlineSayer, showQuery } from '../print/show-query.ts'
import { TextOutput } from '../print/text-output.ts'
import type { Typed } from '../print/typed-window.ts'
import { wrapText } from '../print/wrap-words.ts'
import { Attendance } from './attendance.ts'
import { chatHeader } from './chat-header.ts'
import { isCtrl, isEnter, type Key } from './key.ts'
import { Keyboard } from './keyboard.ts'
import { promptReader } from './prompt-reader.ts'
import { Prompt, type Said } from './prompt.ts'
import { Room } from './room.ts'
import { leaving } from './slash-commands.ts'
import { emptyLine, insert, lineOf, typeKey } from './typed-line.ts'
import { understand } from './understand.ts'

export interface ChatStart {
  options: Options
  /** What is said first. */
  prompt: string | undefined
  telling: Telling
  /** Whether the person is asked. */
  asks: boolean
}

/** Resolves with the exit code. Rejects with what keeps the session that was named. */
export async function chatOnTerminal(start: ChatStart): Promise<number> {
  const chat = new TerminalChat(start)
  return chat.run(start)
}

class TerminalChat {
  readonly #screen = process.stderr
  readonly #colour = coloursFor(process.stderr)
  readonly #telling: Telling
  readonly #keyboard: Keyboard
  readonly #room: Room
  readonly #stop = new AbortController()
  #exitCode: number = exitCodes.done
  /** What is typed while there is no prompt. */
  #line: Typed = emptyLine
  readonly #history: string[] = []
  /** Said during a run, to be done behind it. */
  readonly #queue: string[] = []
  /** What was said during a run and has not reached anybody. */
  #saying: Promise<void> = Promise.resolve()
  #prompt: Prompt | undefined
  /** The prompt that something else stands in the place of. */
  #hidden: Prompt | undefined
  #run: { output: TextOutput; query: Query; isCancelled: boolean } | undefined
  #attendance: Attendance | undefined
  /** A resumed session may ask before there is what a question is put above. */
  readonly #ready = Promise.withResolvers<void>()
  #isLeaving = false
  #isWarned = false
  readonly #sayOffline = offlineSayer((text) => this.#note(text))

  constructor({ options, telling, asks }: ChatStart) {
    this.#telling = telling
    const gone = () => this.#end(exitCodes.terminated)
    this.#keyboard = new Keyboard(process.stdin, this.#screen, gone)
    this.#keyboard.read((key) => this.#press(key))
    watchEnds((code) => this.#end(code))
    process.on('SIGINT', () => this.#interruptedFromOutside())
    const ask = askOnTerminal({
      pause: () => this.#pause(),
      interrupted: () => this.#cancel(),
      gone,
      reader: (ends) => promptReader(this.#keyboard, ends),
    })
    const onAsk: typeof ask = async (one) => {
      await this.#ready.promise
      return ask(one)
    }
    this.#room = new Room({
      ...options,
      ...(asks && { onAsk }),
      onNotice: (text) => this.#note(text),
      signal: this.#stop.signal,
    })
  }

  async run({ options, prompt }: ChatStart): Promise<number> {
    try {
      const { resume, continue: goesOn, fork } = options
      if (resume !== undefined || goesOn || fork !== undefined) await this.#room.open()
      await this.#greet(options)
      let said = prompt === undefined ? await this.#next() : this.#echo(prompt)
      while (said !== undefined) {
        await this.#do(said)
        said = await this.#next()
      }
      this.#ready.resolve()
      await this.#room.close()
      this.#keyboard.close()
      this.#sayGoodbye()
      return this.#exitCode
    } finally {
      this.#keyboard.close()
    }
  }

  async #greet(options: Options): Promise<void> {
    const { lines, problem } = await chatHeader(options, this.#room)
    for (const line of lines) this.#write(this.#colour('dim', wrapText(line, this.#columns())))
    if (problem !== undefined) this.#fault(`${problem}\n/model PROVIDER/NAME takes another.`)
  }

  #sayGoodbye(): void {
    const { id, background } = this.#room
    for (const { task, what } of background) {
      this.#write(`Still running: task ${task}, ${plainLine(what)}`)
    }
    if (id !== undefined) this.#write(this.#colour('dim', `Go on with: harness --resume ${id}`))
  }

  /** What is to be done next; undefined where nothing is. */
  async #next(): Promise<string | undefined> {
    await this.#saying
    for (;;) {
      if (this.#stop.signal.aborted) return undefined
      const queued = this.#queue.shift()
      if (queued !== undefined) return this.#echo(queued)
      if (this.#isLeaving) return undefined
      const said = await this.#ask()
      if (said?.kind === 'line') return this.#remember(said.text)
      if (said?.kind === 'interrupted') this.#exitCode = exitCodes.interrupted
      if (said) return undefined
    }
  }

  /** Reads at the prompt; undefined where a run began by itself and was shown. */
  async #ask(): Promise<Said | undefined> {
    this.#screen.write('\n')
    const prompt = new Prompt({
      keyboard: this.#keyboard,
      screen: this.#screen,
      prompt: '> ',
      line: this.#line,
      history: this.#history,
      interrupted: (line) => this.#isInterrupted(line),
      wantsWords: true,
    })
    this.#prompt = prompt
    this.#line = emptyLine
    this.#ready.resolve()
    try {
      for (;;) {
        const attendance = this.#attend()
        const came = await Promise.race([prompt.result, ...(attendance ? [attendance.came] : [])])
        if (came.kind === 'run' && attendance) {
          this.#line = prompt.takeAway()
          this.#prompt = undefined
          await this.#show(attendance.query, { begun: came.events, attendance })
          return undefined
        }
        if (came.kind !== 'over' && came.kind !== 'run') return came
        await this.#attended()
      }
    } catch (error) {
      this.#line = prompt.takeAway()
      this.#prompt = undefined
      this.#letGo()
      this.#fail(error)
      return undefined
    } finally {
      this.#prompt = undefined
    }
  }

  #attend(): Attendance | undefined {
    const query = this.#room.attend()
    if (query && this.#attendance?.query !== query) {
      this.#attendance = new Attendance(query, this.#isOwn)
    }
    return query && this.#attendance
  }

  /** Nothing more begins by itself. */
  async #attended(): Promise<void> {
    const { query } = this.#attendance ?? {}
    this.#letGo()
    if (query) this.#room.ended(await query.result)
  }

  #letGo(): void {
    this.#attendance = undefined
    this.#room.attended()
  }

  readonly #isOwn = ({ sessionId }: StreamEvent): boolean => sessionId === this.#room.id

  async #do(text: string): Promise<void> {
    this.#isWarned = false
    try {
      const meant = await understand(text, this.#room)
      if (meant.kind === 'prompt') {
        this.#letGo()
        await this.#show(this.#room.send(text))
        return
      }
      const told = await meant.command.act(this.#room, meant.words)
      if (told === leaving) this.#isLeaving = true
      else this.#note(told)
    } catch (error) {
      this.#fail(error)
    }
  }

  /** Shows a run to its end; what is typed meanwhile stands on its line. */
  async #show(
    query: Query,
    { begun = [], attendance }: { begun?: readonly StreamEvent[]; attendance?: Attendance } = {},
  ): Promise<void> {
    const output = new TextOutput(this.#telling, undefined, { typed: () => this.#line })
    this.#run = { output, query, isCancelled: false }
    this.#ready.resolve()
    const look = (event: StreamEvent) => this.#look(event)
    try {
      const events = attendance ? after(begun, attendance.rest(this.#isOwn)) : query
      const result = () => attendance?.result() ?? query.result
      this.#room.ended(await showQuery({ events, result }, output, look))
    } catch (error) {
      this.#fail(error)
    } finally {
      this.#run = undefined
      if (attendance) this.#letGo()
    }
  }

  #look(event: StreamEvent): void {
    this.#room.event(event)
    this.#sayOffline(event)
    if (event.type !== 'task.end' || !this.#isOwn(event)) return
    const ended = this.#room.background.find(({ task }) => task === event.task)
    if (ended) this.#note(`Task ${ended.task} has ended: ${plainLine(ended.what)}`)
  }

  /** A key while there is no prompt. */
  #press(key: Key): void {
    if (isCtrl(key, 'c'))
      return this.#run && !this.#run.isCancelled ? this.#cancel() : this.#leave()
    if (key.name === 'escape') return this.#cancel()
    if (isEnter(key)) return this.#enter()
    if (isCtrl(key, 'd') && this.#line.text === '') {
      this.#isLeaving = true
      this.#note('Leaving when this is done.')
      return
    }
    this.#line = typeKey(this.#line, key)
    this.#run?.output.retype()
  }

  #enter(): void {
    const { text } = this.#line
    if (text.trim() === '') return
    const goesOn = text.endsWith('\\')
    this.#line = goesOn ? insert(lineOf(text.slice(0, -1)), '\n') : emptyLine
    if (goesOn) return
    this.#remember(text)
    if (this.#run) this.#run.output.said(text)
    this.#saying = this.#saying.then(() => this.#say(text))
  }

  /** Said while a run goes on, or before it has begun. */
  async #say(text: string): Promise<void> {
    try {
      const meant = await understand(text, this.#room)
      if (meant.kind === 'slash' && meant.command.isQuick && this.#run) {
        const told = await meant.command.act(this.#room, meant.words)
        if (told !== leaving) this.#note(told)
      } else if (meant.kind === 'slash' || !this.#run || !(await this.#room.steer(text))) {
        this.#queue.push(text)
      }
    } catch (error) {
      this.#fail(error)
    }
  }

  /** Ctrl-C at the prompt; answers whether it stays. */
  #isInterrupted({ text }: Typed): boolean {
    if (text !== '') return true
    if (this.#isWarned) return false
    this.#isWarned = true
    this.#note('Ctrl-C once more leaves, and so does Ctrl-D.')
    return true
  }

  #interruptedFromOutside(): void {
    if (this.#run && !this.#run.isCancelled) this.#cancel()
    else this.#leave()
  }

  #cancel(): void {
    const run = this.#run
    if (!run || run.isCancelled) return
    run.isCancelled = true
    run.output.cancelling()
    run.query.interrupt().catch((error: unknown) => this.#stop.abort(error))
  }

  /** At once. */
  #leave(): void {
    this.#run?.output.end(undefined)
    this.#prompt?.takeAway()
    this.#keyboard.close()
    this.#sayGoodbye()
    process.exit(exitCodes.interrupted)
  }

  /** From outside: what is under way stops where it stands. */
  #end(code: number): void {
    if (this.#stop.signal.aborted) return
    this.#exitCode = code
    this.#stop.abort('stop')
    this.#prompt?.end()
  }

  /** Takes away what stands at the bottom, for a question. */
  #pause(): () => void {
    if (this.#run) return this.#run.output.pause()
    const prompt = this.#prompt
    // A remark while a question stands there does not bring it back.
    if (!prompt || prompt === this.#hidden) return () => {}
    this.#hidden = prompt
    prompt.hide()
    return () => {
      this.#hidden = undefined
      if (this.#prompt === prompt) prompt.show()
    }
  }

  #note(text: string): void {
    if (this.#run) this.#run.output.note(text)
    else this.#write(wrapText(plainText(text), this.#columns()))
  }

  #fail(error: unknown): void {
    const { message } = explainError(error)
    if (!this.#stop.signal.aborted) this.#fault(message)
  }

  #fault(message: string): void {
    if (this.#run) this.#run.output.note(message)
    else this.#write(this.#colour('yellow', wrapText(plainText(message), this.#columns())))
  }

  /** Above the prompt. */
  #write(text: string): void {
    const resume = this.#prompt && this.#pause()
    this.#screen.write(`${text}\n`)
    resume?.()
  }

  #columns(): number {
    return this.#screen.columns || 80
  }

  #remember(text: string): string {
    if (this.#history.at(-1) !== text) this.#history.push(text)
    return text
  }

  /** What was said before there was a prompt for it. */
  #echo(text: string): string {
    this.#screen.write(`\n> ${plainText(text).replaceAll('\n', '\n  ')}\n`)
    return text
  }
}

async function* after(
  begun: readonly StreamEvent[],
  rest: AsyncIterable<StreamEvent>,
): AsyncGenerator<StreamEvent, void, undefined> {
  yield* begun
  yield* rest
}
