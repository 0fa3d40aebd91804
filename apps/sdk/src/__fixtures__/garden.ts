// Runs with the server `garden`, and what is to be seen of them.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Ask, AskAnswer, Options } from '../index.ts'
import { ground, type Asking, type Ground, type Outcome } from './configured.ts'

export const program = fileURLToPath(new URL('garden-server.ts', import.meta.url))
export const garden = { command: process.execPath, args: [program] }

export interface GardenGround extends Ground {
  /** Where the server notes what it was told to do. */
  diary: string
  noted(): Promise<string[]>
  /** A run whose model calls tools of the server. */
  tend(uses: Asking['calls'], options?: Options & { server?: object }): Promise<Outcome>
}

export async function gardenGround(): Promise<GardenGround> {
  const here = await ground()
  const diary = join(here.root, 'diary')
  return {
    ...here,
    diary,
    async noted() {
      const text = await readFile(diary, 'utf8').catch(() => '')
      return text.split('\n').filter((line) => line !== '')
    },
    tend: (uses, { server = {}, ...options } = {}) =>
      here.ask({
        calls: uses ?? [],
        options: {
          ...options,
          mcpServers: { garden: { ...garden, env: { DIARY: diary }, ...server } },
        },
      }),
  }
}

/** The tools that a request of the model names. */
export const toolsIn = ({ requests }: Outcome, at = 0): string[] =>
  requests[at]?.body.tools?.map((tool) => tool.function.name) ?? []

/** Why each call failed. */
export const errorsOf = ({ result }: Outcome) => result?.calls.map(({ error }) => error)

/** What each call answered. */
export const answersOf = ({ events }: Outcome): string[] =>
  events.flatMap((event) =>
    event.type === 'tool.settled' && 'content' in event.data
      ? event.data.content.flatMap((part) => (part.type === 'text' ? [part.text] : []))
      : [],
  )

/** A person, and what they were asked. */
export function answering(answer: (ask: Ask) => AskAnswer) {
  const asks: Ask[] = []
  const onAsk = async (ask: Ask) => {
    asks.push(ask)
    return answer(ask)
  }
  return { asks, onAsk }
}
