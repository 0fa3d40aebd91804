// A chat whose every line is a prompt: in a pipe, and on a terminal that has no cursor to move.
import type { Query } from '@harness/sdk'
import { exitCodeOf } from '../outcome/exit-code-of.ts'
import { exitCodes } from '../outcome/exit-codes.ts'
import { explainError } from '../outcome/explain-error.ts'
import type { OutputFormat } from '../parse/flags.ts'
import { askOnTerminal, hasPerson } from '../person/ask-on-terminal.ts'
import { watchEnds } from '../person/watch-signals.ts'
import { outputOf } from '../print/output-of.ts'
import type { Output } from '../print/output.ts'
import { plainText } from '../print/plain-text.ts'
import { offlineSayer, showQuery } from '../print/show-query.ts'
import { Lines } from './lines.ts'
import { Room } from './room.ts'
import { leaving } from './slash-commands.ts'
import type { ChatStart } from './terminal-chat.ts'
import { understand } from './understand.ts'

interface LinesStart extends ChatStart {
  format: OutputFormat
}

/** Resolves with the exit code: that of the last run that did not end well, else 0. In a pipe, rejects with what cannot begin. */
export async function chatInLines(start: LinesStart): Promise<number> {
  const chat = new LineChat(start)
  return chat.run(start.prompt)
}

const note = (text: string): void => void process.stderr.write(`${plainText(text)}\n`)

class LineChat {
  readonly #start: LinesStart
  readonly #lines = new Lines(process.stdin)
  readonly #isSeen = hasPerson()
  readonly #room: Room
  readonly #stop = new AbortController()
  #exitCode: number | undefined
  #worst: number = exitCodes.done
  #run: { output: Output; query: Query; isCancelled: boolean } | undefined
  readonly #sayOffline = offlineSayer((text) =>
    this.#run ? this.#run.output.note(text) : note(text),
  )

  constructor(start: LinesStart) {
    this.#start = start
    const onAsk = askOnTerminal({
      pause: () => this.#run?.output.pause() ?? (() => {}),
      interrupted: () => this.#interrupt(),
      gone: () => this.#end(exitCodes.terminated),
      reader: (ends) => this.#lines.answers(process.stderr, ends),
    })
    process.on('SIGINT', () => this.#interrupt())
    watchEnds((code) => this.#end(code))
    this.#room = new Room({
      ...start.options,
      ...(start.asks && { onAsk }),
      onNotice: (text) => (this.#run ? this.#run.output.note(text) : note(text)),
      signal: this.#stop.signal,
    })
  }

  async run(first: string | undefined): Promise<number> {
    try {
      for (
        let said = first ?? (await this.#next());
        said !== undefined;
        said = await this.#next()
      ) {
        if (said.trim() !== '' && !(await this.#do(said))) break
      }
    } finally {
      this.#lines.close()
      await this.#room.close()
    }
    const { id } = this.#room
    if (this.#isSeen && id !== undefined) note(`Go on with: harness --resume ${id}`)
    return this.#exitCode ?? (this.#isSeen ? exitCodes.done : this.#worst)
  }

  #next(): Promise<string | undefined> {
    if (this.#isSeen) process.stderr.write('> ')
    return this.#lines.prompt(this.#stop.signal)
  }

  /** Whether the chat goes on. */
  async #do(said: string): Promise<boolean> {
    try {
      const meant = await understand(said, this.#room)
      if (meant.kind === 'prompt') return await this.#show(said)
      const told = await meant.command.act(this.#room, meant.words)
      if (told === leaving) return false
      note(told)
      return true
    } catch (error) {
      // Nobody is there to mend it.
      if (!this.#isSeen) throw error
      note(explainError(error).message)
      return true
    }
  }

  async #show(said: string): Promise<boolean> {
    const query = this.#room.send(said)
    const output = outputOf(this.#start.format, this.#start.telling)
    const run = { output, query, isCancelled: false }
    this.#run = run
    try {
      const result = await showQuery(
        { events: query, result: () => query.result },
        output,
        (event) => {
          this.#room.event(event)
          this.#sayOffline(event)
        },
      )
      this.#room.ended(result)
      const code = exitCodeOf(result.reason)
      if (code !== exitCodes.done) this.#worst = code
      return this.#isSeen || !run.isCancelled
    } finally {
      this.#run = undefined
    }
  }

  #interrupt(): void {
    const run = this.#run
    if (!run || run.isCancelled) {
      run?.output.end(undefined)
      process.exit(exitCodes.interrupted)
    }
    run.isCancelled = true
    run.output.cancelling()
    run.query.interrupt().catch((error: unknown) => this.#stop.abort(error))
  }

  #end(code: number): void {
    this.#exitCode ??= code
    this.#stop.abort('stop')
  }
}
