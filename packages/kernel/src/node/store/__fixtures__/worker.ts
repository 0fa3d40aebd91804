// One process of the tests with several: does what its arguments say and prints what came of it, a line each.
import { KernelError } from '../../../errors/kernel-error.ts'
import { fileSessions } from '../file-sessions.ts'
import { fill, post } from './store.ts'

const [home = '', command = '', session = '', ...rest] = process.argv.slice(2)
const sessions = fileSessions({ home, command: 'test worker' })
const print = (line: string) => process.stdout.write(`${line}\n`)
const codeOf = (error: unknown) =>
  error instanceof KernelError ? `${error.code} ${error.message}` : String(error)

const commands: Record<string, () => Promise<void>> = {
  /** Holds the session until its input ends. */
  async hold() {
    const store = await sessions.open(session)
    print('held')
    for await (const _ of process.stdin);
    await store.close()
  },
  /** Appends for ever. */
  async write() {
    const store = await sessions.open(session)
    for (;;) {
      await fill(store.events, store.events.head + 1)
      await store.events.sync()
      print(String(store.events.head))
    }
  },
  async append() {
    const store = await sessions.open(session)
    await fill(store.events, Number(rest[0]))
    await store.close()
    print('done')
  },
  async post() {
    for (const id of rest) await sessions.post(session, post(id))
    print('posted')
  },
}

try {
  await commands[command]?.()
} catch (error) {
  print(codeOf(error))
}
