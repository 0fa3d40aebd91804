// A run of the built CLI with flags and one without, and what differs.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { place, type Ended, type Place } from '../cli.ts'
import { endpoint, type Answer, type AskedRequest, type Endpoint } from '../endpoint.ts'

/** What one process did. */
export interface Ran extends Ended {
  requests: AskedRequest[]
  /** Of all sessions that there are then. */
  logs: string[]
  /** A file that the model was to write. */
  plan: string | undefined
}

interface Row {
  /** What is typed for it. */
  args?(stage: Stage): string[]
  env?(stage: Stage): Record<string, string>
  seen(ran: Ran, stage: Stage): unknown
  /** What is seen with it, and never without. */
  to: unknown
  /** What is seen without it, where that is more than something else. */
  otherwise?: unknown
}

export interface Scene {
  /** What all its processes have. */
  base?(stage: Stage): string[]
  env?(stage: Stage): Record<string, string>
  prompt?: string
  stdin?: string
  /** The user's configuration, beside the one server `mine`. */
  config?: object
  answers?(request: AskedRequest): Answer
  prepare?(stage: Stage): Promise<void>
  /** They would disturb one another: each has a process of its own. */
  areApart?: true
  /** The run without any of them would disturb them. */
  isBareLast?: true
  rows: Record<string, Row>
}

export interface Stage extends Pick<Place, 'home' | 'workspace'> {
  url: string
  /** What `prepare` left for the rows. */
  kept: Record<string, string>
  run(args: readonly string[]): Promise<Ended>
}

/** What is seen of each row, without and with it. */
interface Played extends Row {
  name: string
  without: unknown
  with: unknown
}

/** The bare run first, and last in a scene that says so. */
export async function play(scene: Scene): Promise<Played[]> {
  const here = await place()
  const server = await endpoint(scene.answers ?? (() => ({ text: 'fine' })))
  const { home, workspace, run } = here
  const stage: Stage = { home, workspace, url: server.url, kept: {}, run }
  const rows = Object.entries(scene.rows)
  const without = new Map<string, unknown>()
  const withThem = new Map<string, unknown>()
  const ran = (given: readonly Row[]) => runWith(given, { here, server, stage, scene })
  const bare = async () => {
    const one = await ran([])
    for (const [name, row] of rows) without.set(name, await row.seen(one, stage))
  }
  try {
    await furnish(stage, scene)
    if (!scene.isBareLast) await bare()
    const together = scene.areApart ? undefined : await ran(Object.values(scene.rows))
    for (const [name, row] of rows)
      withThem.set(name, await row.seen(together ?? (await ran([row])), stage))
    if (scene.isBareLast) await bare()
  } finally {
    await server.close()
    await here.remove()
  }
  return rows.map(([name, row]) => ({
    ...row,
    name,
    without: without.get(name),
    with: withThem.get(name),
  }))
}

async function furnish(stage: Stage, { config, prepare }: Scene): Promise<void> {
  const { home, workspace, url } = stage
  await mkdir(home, { recursive: true })
  const mine = { model: 'mine/alpha', temperature: 0.1, providers: { mine: { baseUrl: url } } }
  await writeFile(join(home, 'config.jsonc'), JSON.stringify({ ...mine, ...config }))
  await writeFile(join(workspace, 'orchard.ts'), 'export function graft(branch: string) {}\n')
  await prepare?.(stage)
}

interface Playing {
  here: Place
  server: Endpoint
  stage: Stage
  scene: Scene
}

async function runWith(
  rows: readonly Row[],
  { here, server, stage, scene }: Playing,
): Promise<Ran> {
  const { prompt = 'How does orchard.ts graft a branch?', stdin } = scene
  const before = server.requests.length
  const flags = rows.flatMap((row) => row.args?.(stage) ?? [])
  const envs = rows.map((row) => row.env?.(stage) ?? {})
  const args = ['run', ...(scene.base?.(stage) ?? []), ...flags]
  const plan = join(stage.workspace, 'plan.txt')
  await rm(plan, { force: true })
  const ended = await here.run([...args, ...(stdin === undefined ? [prompt] : [])], {
    env: Object.assign({}, scene.env?.(stage), ...envs),
    ...(stdin !== undefined && { stdin }),
  })
  return {
    ...ended,
    requests: server.requests.slice(before),
    logs: await logsIn(stage.home),
    plan: await readFile(plan, 'utf8').catch(() => undefined),
  }
}

export async function logsIn(home: string): Promise<string[]> {
  const ids = await readdir(join(home, 'sessions')).catch(() => [])
  return Promise.all(ids.map((id) => readFile(join(home, 'sessions', id, 'log.jsonl'), 'utf8')))
}

/** What the first request said. */
export const body = ({ requests }: Ran): Record<string, unknown> => ({ ...requests[0]?.body })

export const systemOf = ({ requests }: Ran): string =>
  String(requests[0]?.body.messages.find(({ role }) => role === 'system')?.content)

export const said = ({ requests }: Ran): string => JSON.stringify(requests[0]?.body.messages)

export const toolsOf = (ran: Ran): string => JSON.stringify(body(ran)['tools'] ?? [])

/** Asks for the calls, and says `fine` when they were done. */
export const calling =
  (...calls: NonNullable<Answer['calls']>) =>
  ({ body: { messages } }: AskedRequest): Answer =>
    messages.at(-1)?.role === 'tool' ? { text: 'fine' } : { calls }
