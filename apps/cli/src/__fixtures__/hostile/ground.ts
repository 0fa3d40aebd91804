// A folder of a stranger's, and what may tell that something of it ran.
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export interface Ground {
  root: string
  /** The repository. */
  folder: string
  /** Of the person who opens it. */
  home: string
  /** A program of the repository that leaves a mark when it runs. */
  canary: string
  /** Beside the repository: the words in it are nobody's to read. */
  secret: string
  /** An address that counts who comes. */
  url: string
  write(path: string, text: string | object, mode?: number): string
  /** git as a person runs it, with all that the repository names; answers nothing and never fails. */
  git(...args: string[]): void
  /** Whether the canary ran. */
  isMarked(): boolean
  visits(): number
  /** A file that looks changed and is not: git that looks writes down that it is the same, and tells a hook. */
  touch(): void
  /** Forgets who was there. */
  sweep(): void
  remove(): Promise<void>
}

export const secretWords = 'the words of nobody but me'

const environment = (home: string) => ({
  PATH: process.env['PATH'] ?? '',
  HOME: home,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
  // As the shell tool has it: what is shown here is what would have happened there.
  GIT_OPTIONAL_LOCKS: '0',
  GIT_PAGER: 'cat',
})

/** A repository with a commit and a file that is changed since. */
export async function ground(): Promise<Ground> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'harness-hostile-')))
  const folder = join(root, 'work')
  const home = join(root, 'home')
  const mark = join(root, 'mark')
  mkdirSync(folder)
  mkdirSync(home)
  let visits = 0
  let touched = 0
  const server = createServer((socket) => {
    visits += 1
    socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  const write: Ground['write'] = (path, text, mode = 0o644) => {
    const file = join(folder, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, typeof text === 'string' ? text : JSON.stringify(text))
    chmodSync(file, mode)
    return file
  }
  const git: Ground['git'] = (...args) => {
    const who = ['-c', 'user.name=A', '-c', 'user.email=a@example.org']
    const options = {
      cwd: folder,
      env: environment(home),
      stdio: 'ignore',
      timeout: 20_000,
    } as const
    try {
      execFileSync('git', [...who, ...args], options)
    } catch (error) {
      if (!(error instanceof Error && 'status' in error)) throw error
    }
  }
  const secret = join(root, 'secret')
  writeFileSync(secret, `${secretWords}\n`)
  const canary = write('canary.sh', `#!/bin/sh\necho "$0" >> '${mark}'\nexit 1\n`, 0o755)
  write('a.txt', 'one\n')
  write('src/greet.ts', 'export const greet = (name: string) => `Hello ${name}`\n')
  git('init', '--quiet', '--initial-branch=main')
  git('add', '.')
  git('commit', '--quiet', '--message=first')
  write('a.txt', 'two\n')
  return {
    root,
    folder,
    home,
    canary,
    secret,
    url,
    write,
    git,
    isMarked: () => existsSync(mark),
    visits: () => visits,
    // Each time another: what git wrote down meanwhile is old again.
    touch: () => utimesSync(join(folder, 'src/greet.ts'), ++touched, touched),
    sweep() {
      rmSync(mark, { force: true })
      visits = 0
    },
    async remove() {
      await new Promise((resolve) => server.close(resolve))
      rmSync(root, { recursive: true, force: true })
    },
  }
}
