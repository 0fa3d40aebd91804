// A life of the CLI on a pseudoterminal, where a question waits for a person who says nothing. It leads its process group.
import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Place } from './cli.ts'

export interface Life {
  /** Ends the whole process group by SIGKILL. Resolves to false where it had ended, or had not begun. */
  kill(): Promise<boolean>
  /** Resolves with the exit code, 137 after a kill, and all that was printed. */
  ended: Promise<{ code: number; stdout: string; shown: string }>
}

const quoted = (word: string) => `'${word.replaceAll("'", String.raw`'\''`)}'`

/** `name` is that of the life; its standard output goes into a file, as a program would read it. */
export function lifeOnTerminal(
  { env, home, workspace }: Place,
  { program, args, name }: { program: string; args: readonly string[]; name: string },
): Life {
  const out = join(dirname(home), `${name}.out`)
  const pid = join(dirname(home), `${name}.pid`)
  const command = [process.execPath, program, ...args].map(quoted).join(' ')
  const line = `echo $$ > ${quoted(pid)}; exec ${command} > ${quoted(out)}`
  const child = spawn('/usr/bin/script', ['-qefc', line, '/dev/null'], {
    cwd: workspace,
    env: { ...env, SHELL: '/bin/sh' },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  let shown = ''
  child.stdin.on('error', () => undefined)
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (shown += text))
  const ended = new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? -1)))
  return {
    async kill() {
      const leader = Number(await readFile(pid, 'utf8').catch(() => ''))
      if (leader <= 0) return false
      try {
        return process.kill(-leader, 'SIGKILL')
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false
        throw error
      }
    },
    ended: ended.then(async (code) => {
      const stdout = await readFile(out, 'utf8').catch(() => '')
      return { code, stdout, shown }
    }),
  }
}
