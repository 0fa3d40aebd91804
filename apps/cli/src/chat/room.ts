// What a chat is about: its session, and what may be another thing from prompt to prompt.
import {
  HarnessClient,
  findSession,
  listCommands,
  listTasks,
  type Compacted,
  type Options,
  type Query,
  type RunResult,
  type TaskView,
} from '@harness/sdk'
import type { StreamEvent } from '@harness/kernel'
import { Spent } from '../print/spent.ts'

export class Room {
  /** Without what names a session. */
  readonly #options: Options
  #client: HarnessClient
  #spent = new Spent()
  #model: string | undefined
  #mode: string | undefined
  #attending: Query | undefined
  /** Those that go on in the background. */
  background: RunResult['background'] = []
  /** The session, when something was said in it. */
  id: string | undefined
  /** The model that answered last. */
  answered: string | undefined

  constructor(options: Options) {
    const { resume: _, continue: __, fork: ___, title: ____, ...rest } = options
    this.#options = rest
    this.#client = new HarnessClient(options)
  }

  send(prompt: string): Query {
    return this.#client.send(prompt)
  }

  steer(text: string): Promise<boolean> {
    return this.#client.steer(text)
  }

  /** Takes the session that the options name, and goes on with what is unfinished in it. Rejects with what keeps it. */
  async open(): Promise<void> {
    this.#attending = this.#client.attend()
    this.id = await this.#attending.sessionId
  }

  /** What begins by itself from now on; undefined where nothing can. */
  attend(): Query | undefined {
    if (this.background.length > 0) this.#attending ??= this.#client.attend()
    return this.#attending
  }

  /** Of that no more is to come. */
  attended(): void {
    this.#attending = undefined
  }

  /** Keeps what a run has taken. */
  event(event: StreamEvent): void {
    const isOwn = event.sessionId === (this.id ??= event.sessionId)
    if (event.type === 'usage') this.#spent.add(event, isOwn)
    if (event.type !== 'session.start' || !isOwn) return
    this.answered = event.model
    this.#spent.within(event.contextWindow)
  }

  ended({ background, sessionId }: RunResult): void {
    this.background = background
    this.id = sessionId
  }

  /** Rejects with what is wrong with it, and nothing is changed. */
  async setModel(model: string): Promise<void> {
    await this.#client.setModel(model)
    this.#model = model
  }

  async setMode(mode: string): Promise<void> {
    await this.#client.setPermissionMode(mode)
    this.#mode = mode
  }

  get model(): string | undefined {
    return this.#model ?? this.answered
  }

  get mode(): string {
    return this.#mode ?? this.#options.permissionMode ?? 'ask'
  }

  compact(focus: string | undefined): Promise<Compacted> {
    return this.#client.compact(focus)
  }

  /** A new session, with the model and the mode of now. */
  async clear(): Promise<void> {
    await this.#client.close()
    await this.#enter(new HarnessClient(this.#options), { model: this.#model })
  }

  /** Another session, with the model of its own unless a flag says which. Rejects with what keeps it, and nothing is changed. */
  async resume(id: string): Promise<void> {
    const found = await findSession(id)
    if (found.id === this.id) return
    const client = new HarnessClient({ ...this.#options, resume: found.id })
    const attending = client.attend()
    try {
      await attending.sessionId
    } catch (error) {
      await client.close()
      throw error
    }
    await this.#client.close()
    await this.#enter(client, {})
    this.#attending = attending
    this.id = found.id
  }

  async #enter(client: HarnessClient, { model }: { model?: string | undefined }): Promise<void> {
    if (model !== undefined) await client.setModel(model)
    if (this.#mode !== undefined) await client.setPermissionMode(this.#mode)
    this.#client = client
    this.#model = model
    this.#spent = new Spent()
    this.background = []
    this.#attending = undefined
    this.id = undefined
    this.answered = undefined
  }

  /** Tokens, the share of the window, cost. */
  spent(): string[] {
    return this.#spent.parts()
  }

  async tasks(): Promise<readonly TaskView[]> {
    return this.id === undefined ? [] : listTasks(this.id)
  }

  /** Those that people wrote, by name. */
  async commands(): Promise<readonly { name: string; about: string }[]> {
    const { commands } = await listCommands(this.#options)
    return commands.map(({ name, description = '' }) => ({ name, about: description }))
  }

  close(): Promise<void> {
    return this.#client.close()
  }
}
