// Runs the built CLI on a pseudoterminal: `script` of util-linux is the terminal, and this holds its keyboard.
import { execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { main, type Place } from './cli.ts'

const program = '/usr/bin/script'

/** Why there is no terminal here; undefined where there is one. */
export const noTerminal: string | undefined =
  process.platform === 'linux' && existsSync(program) ? undefined : `${program} is not here`

export interface Terminal {
  /** Everything that was shown, escape codes included. */
  shown(): string
  /** Resolves when the text was shown. */
  shows(text: string): Promise<void>
  type(keys: string): void
  resize(columns: number): void
  /** As somebody who closes the window. */
  close(): void
  /** The exit code, as a shell would say it. */
  ended: Promise<number>
}

/** In the workspace, when it has ended: the exit code. */
export const codeFile = 'code'

export const ctrlC = '\u0003'

const quoted = (word: string) => `'${word.replaceAll("'", String.raw`'\''`)}'`

export function onTerminal(
  { env, workspace }: Place,
  args: readonly string[],
  term = 'xterm-256color',
): Terminal {
  const command = [process.execPath, main, ...args].map(quoted).join(' ')
  // When the terminal goes away its shell hears of it, and would not tell how the command ended.
  const kept = `trap '' HUP; ${command}; code=$?; echo "$code" > ${quoted(join(workspace, codeFile))}; exit $code`
  const line = `stty cols 80 rows 24; echo "on $(tty)"; ${kept}`
  const child = spawn(program, ['-qefc', line, '/dev/null'], {
    cwd: workspace,
    env: { ...env, TERM: term, SHELL: '/bin/sh' },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  let shown = ''
  const listeners = new Set<() => void>()
  child.stdin.on('error', () => undefined)
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += text
    listeners.forEach((listener) => listener())
  })
  const ended = new Promise<number>((resolve) => {
    child.on('close', (code) => resolve(code ?? -1))
  })
  return {
    shown: () => shown,
    shows: (text) =>
      new Promise((resolve, reject) => {
        const check = () => {
          if (!shown.includes(text)) return
          listeners.delete(check)
          resolve()
        }
        listeners.add(check)
        void ended.then(() => reject(new Error(`ended without ${text}: ${shown}`)))
        check()
      }),
    type: (keys) => void child.stdin.write(keys),
    resize(columns) {
      const tty = /on (\/dev\/\S+)/u.exec(shown)?.[1] ?? ''
      execFileSync('stty', ['-F', tty, 'cols', String(columns)])
    },
    close: () => void child.kill('SIGKILL'),
    ended,
  }
}
