import { spawn } from 'node:child_process'
import { delimiter, dirname, join } from 'node:path'

interface Where {
  cwd: string
  /** The home of the program, and the folder of what it leaves behind. */
  home: string
  /** The Node that runs it. */
  node?: string
}

export interface Ended {
  code: number | null
  /** Standard output and standard error as they came. */
  output: string
  seconds: number
}

/** Runs a program as a stranger's machine would: a home of its own, no key, no colours, nothing of this workspace. */
export async function runProgram(
  command: readonly string[],
  { cwd, home, node = process.execPath }: Where,
): Promise<Ended> {
  const from = performance.now()
  const [program = '', ...args] = command
  const child = spawn(program === 'node' ? node : program, args, {
    cwd,
    env: {
      PATH: [join(cwd, 'node_modules/.bin'), dirname(node), process.env['PATH']].join(delimiter),
      HOME: home,
      HARNESS_HOME: join(home, '.harness'),
      TMPDIR: process.env['TMPDIR'],
      NO_COLOR: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 300_000,
  })
  let output = ''
  const collect = (text: string) => {
    output += text
  }
  child.stdout.setEncoding('utf8').on('data', collect)
  child.stderr.setEncoding('utf8').on('data', collect)
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  return { code, output, seconds: (performance.now() - from) / 1000 }
}
