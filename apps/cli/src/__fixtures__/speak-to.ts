// Other processes that speak to a session while it lives and dies: they steer it, and answer what it asks.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Place } from './cli.ts'
import { eventsOf, newestSession } from './killed-lives.ts'

export interface Said {
  text: string
  /** Whether its process said that it was posted; else it was killed before. */
  accepted: boolean
}

export interface Speaking {
  /** Resolves when nothing more is said. */
  end(): Promise<void>
  said(): Promise<readonly Said[]>
}

const posts = 4

export function speakTo(here: Place, tag: string, random: () => number): Speaking {
  const stop = new AbortController()
  const speaking = speak({ here, tag, random, signal: stop.signal })
  // It is waited for at the end.
  speaking.catch(() => undefined)
  return {
    async end() {
      stop.abort()
      await speaking
    },
    said: () => speaking,
  }
}

interface Speech {
  here: Place
  tag: string
  random: () => number
  signal: AbortSignal
}

async function speak({ here, tag, random, signal }: Speech): Promise<Said[]> {
  const said: Said[] = []
  let next = Date.now() + random() * 2000
  while (!signal.aborted) {
    await sleep(50 + random() * 150)
    const id = await newestSession(here, tag)
    if (id === undefined) continue
    if (Date.now() > next && said.length < posts) {
      said.push(await steer(here, id, { text: `steer ${tag} ${said.length}.`, random }))
      next = Date.now() + random() * 2500
    }
    if (!(await asks(here, id))) continue
    await sleep(random() * 800)
    const { code, stderr } = await here.run(['sessions', 'answer', id, 'allow'])
    if (code !== 0 && !stderr.includes('asks nothing')) throw new Error(`answer: ${code} ${stderr}`)
  }
  return said
}

/** Every third one is killed at some moment itself: what it said is there once, or not at all. */
async function steer(
  { start }: Place,
  id: string,
  { text, random }: { text: string; random: () => number },
): Promise<Said> {
  const posting = start(['sessions', 'post', id, text])
  const isVictim = random() < 1 / 3
  const timer = setTimeout(() => posting.kill('SIGKILL'), isVictim ? 50 + random() * 400 : 60_000)
  const { code, stderr } = await posting.ended
  clearTimeout(timer)
  if (code !== null && code !== 0) throw new Error(`post: ${code} ${stderr}`)
  return { text, accepted: code === 0 }
}

async function asks(here: Place, id: string): Promise<boolean> {
  const events = await eventsOf(here, id)
  const settled = new Set(
    events.flatMap(({ type, cause }) => (type === 'ask.settled' ? [cause] : [])),
  )
  return events.some(({ type, seq }) => type === 'ask.opened' && !settled.has(seq))
}
