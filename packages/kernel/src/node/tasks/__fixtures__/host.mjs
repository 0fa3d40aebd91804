// A host in a process of its own: runs one command task below the folder argv[2], then prints its end.
import { commandRunner } from '../command-runner.ts'

const [folder, script, timeoutMs = '20000'] = process.argv.slice(2)
const end = await commandRunner({ folder: () => folder }).run(
  { session: 's', task: 1, at: Date.now() },
  {
    kind: 'command',
    argv: ['/bin/sh', '-c', script],
    cwd: folder,
    env: { PATH: process.env.PATH },
    timeoutMs: Number(timeoutMs),
    outputCap: 1 << 20,
  },
  { signal: new AbortController().signal },
)
process.stdout.write(JSON.stringify(end))
