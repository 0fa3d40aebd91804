import { fork } from 'node:child_process'
import { once } from 'node:events'

/** What a model was asked since it was last looked at. */
interface Seen {
  requests: number
  bytes: number
  first: number
  /** Of all the bytes. */
  digest: string
}

export interface LoopbackModel extends AsyncDisposable {
  /** With its version. */
  url: string
  seen(): Promise<Seen>
}

/** Starts the instant model in a process of its own. */
export async function startModel(): Promise<LoopbackModel> {
  const child = fork(new URL('../children/model-server.ts', import.meta.url), {
    execArgv: ['--no-warnings'],
  })
  const [port] = await once(child, 'message')
  const url = `http://127.0.0.1:${port}/v1`
  return {
    url,
    seen: async () => {
      const response = await fetch(url)
      const seen: Seen = JSON.parse(await response.text())
      return seen
    },
    [Symbol.asyncDispose]: async () => {
      child.disconnect()
      await once(child, 'exit')
    },
  }
}
