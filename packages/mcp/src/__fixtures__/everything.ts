import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const manifest = import.meta.resolve('@modelcontextprotocol/server-everything/package.json')
const program = join(fileURLToPath(manifest), '..', 'dist', 'index.js')

/** The reference server that has one of everything, as a command. */
export const everything = { command: process.execPath, args: [program, 'stdio'] }

export interface Elsewhere extends AsyncDisposable {
  url: string
  pid: number
}

/** The same at an address. */
export async function everythingAt(kind: 'streamableHttp' | 'sse'): Promise<Elsewhere> {
  const port = await freePort()
  const child = spawn(process.execPath, [program, kind], {
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  for await (const line of createInterface({ input: child.stderr })) {
    if (line.includes(String(port))) break
  }
  child.stderr.resume()
  return {
    url: `http://127.0.0.1:${port}/${kind === 'sse' ? 'sse' : 'mcp'}`,
    pid: child.pid!,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address !== 'object' || !address) throw new Error('no port')
  return address.port
}
