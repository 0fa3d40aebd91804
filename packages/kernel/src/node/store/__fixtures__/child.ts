import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** Another process on the same home. `command` is one of those in `worker.ts`. */
export function startChild(home: string, command: string, ...args: string[]) {
  const worker = join(import.meta.dirname, 'worker.ts')
  const child: ChildProcess = spawn(process.execPath, [worker, home, command, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]()
  let stderr = ''
  child.stderr!.on('data', (chunk) => (stderr += chunk))
  return {
    /** The next line that it prints. */
    async line(): Promise<string> {
      const { value, done } = await lines.next()
      if (done) throw new Error(`the child ended: ${stderr}`)
      return value
    },
    stderr: () => stderr,
    pid: child.pid,
    async kill(): Promise<void> {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
    async end(): Promise<void> {
      child.stdin!.end()
      if (child.exitCode === null) await once(child, 'exit')
    },
  }
}
