// What configurations do to a run: what its model is asked, how its session is configured, what it comes to.
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { memorySessions, type Configuration, type Event, type Sessions } from '@harness/kernel'
import type { Config, Options, QueryInput, RunResult } from '../index.ts'
import { HarnessClient, readSession, run, runMany, SdkError, trustFolder } from '../index.ts'
import { chatServer, type ChatRequest, type ChatServer } from './chat-server.ts'

export interface Outcome {
  /** What came over the wire. */
  requests: ChatRequest[]
  /** The system prompt of the first request. */
  system: string
  events: Event[]
  /** As the session was configured last. */
  configuration: Configuration | undefined
  result: RunResult | undefined
  /** Why nothing began. */
  error: SdkError | undefined
  notices: string[]
}

export interface Asking {
  prompt?: string
  options?: Options
  /** What the model asks for first. */
  calls?: readonly (readonly [tool: string, input: unknown])[]
  /** Who is given the options. */
  by?: Way
}

/** The ways to a run. */
export type Way = 'run' | 'HarnessClient' | 'runMany'

/** A folder of somebody's with a `home` and a `folder` to work in; their own configuration names a server as `mine`. */
export interface Ground {
  root: string
  home: string
  folder: string
  /** The address of the server, up to and including its version. */
  url: string
  /** Writes a file below the root. */
  write(path: string, content: string | object): Promise<string>
  /** Writes the configuration of the home, beside the server. */
  user(config: Config): Promise<string>
  /** Writes the configuration of the folder, and trusts it. */
  project(config: Config | string): Promise<string>
  local(config: Config | string): Promise<string>
  ask(asking?: Asking): Promise<Outcome>
  remove(): Promise<void>
}

export async function ground(): Promise<Ground> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'harness-config-')))
  const home = join(root, 'home')
  const folder = join(root, 'work')
  await Promise.all([mkdir(home), mkdir(folder)])
  const write = async (path: string, content: string | object) => {
    const whole = join(root, path)
    await mkdir(dirname(whole), { recursive: true })
    await writeFile(whole, typeof content === 'string' ? content : JSON.stringify(content))
    return whole
  }
  const trusted = async (name: string, config: Config | string) => {
    const path = await write(`work/.harness/${name}`, config)
    await trustFolder({ cwd: folder, home })
    return path
  }
  const server = await chatServer()
  const mine = { model: 'mine/alpha', providers: { mine: { baseUrl: server.url } } }
  await write('home/config.jsonc', mine)
  const place = { cwd: folder, home, store: memorySessions() }
  return {
    root,
    home,
    folder,
    url: server.url,
    write,
    user: (config) => write('home/config.jsonc', { ...mine, ...config }),
    project: (config) => trusted('config.jsonc', config),
    local: (config) => trusted('config.local.jsonc', config),
    ask: (asking = {}) => ask(place, server, asking),
    async remove() {
      await server.close()
      await rm(root, { recursive: true, force: true })
    },
  }
}

async function ask(
  place: { cwd: string; home: string; store: Sessions },
  server: ChatServer,
  { prompt = 'hello', options, calls = [], by = 'run' }: Asking,
): Promise<Outcome> {
  const requests = server.begin(calls)
  const notices: string[] = []
  const onNotice = (text: string) => notices.push(text)
  const whole = { ...place, onNotice, ...options }
  let result: RunResult | undefined
  let error: SdkError | undefined
  try {
    result = await ways[by]({ prompt, options: whole })
  } catch (thrown) {
    if (!(thrown instanceof SdkError)) throw thrown
    error = thrown
  }
  const events = result ? await eventsOf(whole, result.sessionId) : []
  const configured = events.findLast((event) => event.type === 'session.configured')
  const first = requests[0]?.body.messages[0]
  return {
    requests,
    system: first?.role === 'system' ? String(first.content) : '',
    events,
    configuration: configured?.data,
    result,
    error,
    notices,
  }
}

type Whole = Required<Pick<Options, 'home' | 'store'>>

const ways: Record<Way, (input: Required<QueryInput> & { prompt: string }) => Promise<RunResult>> =
  {
    run,
    async HarnessClient({ prompt, options }) {
      await using client = new HarnessClient(options)
      return await client.send(prompt).result
    },
    async runMany({ prompt, options }) {
      const [one] = (await runMany([{ prompt }], { options })).runs
      if (one?.result) return one.result
      throw one?.error ?? new Error('nothing was run')
    },
  }

async function eventsOf({ store, home }: Whole, id: string): Promise<Event[]> {
  // With the run it is gone.
  if (store === 'memory') return []
  const stored = store === 'files' ? readSession(id, { home }) : (await store.reader(id)).read(1)
  const events: Event[] = []
  for await (const event of stored) events.push(event)
  return events
}
