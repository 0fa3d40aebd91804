// However a run ends: the exit code says it, nobody reads a stack trace, the session goes on, and no process is left.
import { spawn, spawnSync } from 'node:child_process'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { main, place, type Ended, type Place } from './__fixtures__/cli.ts'
import { endpoint, type Answer, type Endpoint } from './__fixtures__/endpoint.ts'
import { codeFile, ctrlC, noTerminal, onTerminal } from './__fixtures__/terminal.ts'

let here: Place
let server: Endpoint

/** The task of a request says what is answered to it; a later one is answered at once. */
beforeAll(async () => {
  server = await endpoint(({ body }): Answer => {
    const said = JSON.stringify(body.messages.findLast(({ role }) => role === 'user')?.content)
    const wasCalled = body.messages.at(-1)?.role === 'tool'
    if (said.includes('hang')) return { text: 'late', delayMs: 60_000 }
    if (said.includes('slow')) return { text: 'It took a while.', delayMs: 2000 }
    if (said.includes('flood')) return { text: 'a line of it \n'.repeat(60_000) }
    if (said.includes('sleep') && !wasCalled) return { calls: [['shell', { command: 'sleep 41' }]] }
    if (said.includes('stubborn') && !wasCalled)
      return { calls: [['shell', { command: 'trap "" TERM INT HUP; sleep 43; sleep 43' }]] }
    if (said.includes('write') && !wasCalled)
      return { calls: [['write_file', { path: 'new.txt', content: 'new' }]] }
    return { text: 'The answer is 42.' }
  })
})
afterAll(() => server.close())
beforeEach(async () => {
  here = await place()
})
afterEach(() => here.remove())

const local = () => ['--base-url', server.url, '--model', 'test', '--sandbox', 'off']
const isLinux = process.platform === 'linux'
const isRoot = process.getuid?.() === 0
/** A folder of so few bytes is made of memory, in a namespace of its own. */
const canMount =
  isRoot && spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'harness', '/mnt']).status === 0
const all = ['--permission-mode', 'bypassPermissions']

/** A line of a shell, in which "$0" "$@" is the command. */
function inShell(
  line: string,
  args: readonly string[],
  { env = here.env }: { env?: Record<string, string> } = {},
): Promise<Ended> {
  const child = spawn('bash', ['-c', line, process.execPath, main, ...args], {
    cwd: here.workspace,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [stdout, stderr] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, stdout, stderr }))
  })
}

const expectNoFault = (text: string) => {
  expect(text).not.toMatch(/fault of harness|\n {4}at |node:internal|Unhandled|Error:/u)
}

/** Of this test: all of them have its home in their environment. Only Linux tells. */
async function processesLeft(): Promise<string[]> {
  const ids = (isLinux ? await readdir('/proc') : []).filter((name) => /^\d+$/u.test(name))
  const found = await Promise.all(
    ids.map(async (id) => {
      const environment = await readFile(`/proc/${id}/environ`, 'utf8').catch(() => '')
      const command = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')
      return environment.includes(here.home) && command !== ''
        ? [command.replaceAll('\0', ' ')]
        : []
    }),
  )
  return found.flat()
}

/** Its only session can be gone on with, and then nothing runs any more. */
async function expectWhole(how: readonly string[] = ['what now?']): Promise<void> {
  const [session = ''] = await readdir(join(here.home, 'sessions'))
  const again = await here.run([...local(), ...all, '--resume', session, ...how])
  expectNoFault(again.stderr)
  expect({ ...again, stderr: '' }).toMatchObject({ code: 0, stdout: 'The answer is 42.\n' })
  await expect.poll(processesLeft, { timeout: 10_000 }).toEqual([])
}

describe.skipIf(noTerminal)('Ctrl-C on a terminal', () => {
  it.each([
    ['a model call', ['hang'], 'thinking'],
    ['a command', ['sleep', ...all], 'shell sleep 41'],
    ['a question', ['write'], 'Allow it?'],
  ])('once during %s cancels and ends with 130', async (_, args, when) => {
    const terminal = onTerminal(here, [...local(), ...args])
    await terminal.shows(when)
    terminal.type(ctrlC)
    expect(await terminal.ended).toBe(130)
    expect(terminal.shown()).toContain('Cancelled. Go on with: harness --resume')
    expectNoFault(terminal.shown())
    await expect.poll(processesLeft, { timeout: 10_000 }).toEqual([])
    await expectWhole()
  })

  it.each([
    ['a model call', ['hang'], 'thinking'],
    ['a command that will not go', ['stubborn', ...all], 'sleep 43'],
    ['a question', ['write'], 'Allow it?'],
  ])('twice during %s leaves at once with 130', async (_, args, when) => {
    const terminal = onTerminal(here, [...local(), ...args])
    await terminal.shows(when)
    terminal.type(ctrlC)
    await terminal.shows('Cancelling')
    terminal.type(ctrlC)
    expect(await terminal.ended).toBe(130)
    expectNoFault(terminal.shown())
    await expect.poll(processesLeft, { timeout: 10_000 }).toEqual([])
    await expectWhole()
  })

  it.each([0, 60, 120, 200, 300, 450])('after %d ms ends with 130', async (ms) => {
    const terminal = onTerminal(here, [...local(), 'hang'])
    await terminal.shows('on /dev/')
    await new Promise((resolve) => setTimeout(resolve, ms))
    terminal.type(ctrlC)
    expect(await terminal.ended).toBe(130)
    expectNoFault(terminal.shown())
    await expect.poll(processesLeft, { timeout: 10_000 }).toEqual([])
  })

  it('is survived by the answer when the terminal only changes its size', async () => {
    const terminal = onTerminal(here, [...local(), 'slow'])
    await terminal.shows('thinking')
    for (const columns of [40, 200, 1]) {
      terminal.resize(columns)
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
    expect(await terminal.ended).toBe(0)
    expect(terminal.shown()).toContain('It took a while.')
    expectNoFault(terminal.shown())
  })

  it.each([
    ['a model call', ['slow'], 'thinking'],
    ['a command', ['sleep', ...all], 'shell sleep 41'],
    ['a question', ['write'], 'Allow it?'],
  ])('is not needed where the terminal goes away during %s', async (_, args, when) => {
    const terminal = onTerminal(here, [...local(), ...args])
    await terminal.shows(when)
    terminal.close()
    const code = () => readFile(join(here.workspace, codeFile), 'utf8').catch(() => '')
    await expect.poll(code, { timeout: 5000 }).toBe('143\n')
    const [session = ''] = await readdir(join(here.home, 'sessions'))
    await here.run(['sessions', 'cancel', session])
    await expectWhole()
  })
})

describe('signals', () => {
  it.each(['SIGTERM', 'SIGHUP'] as const)('%s stops with 143', async (signal) => {
    const run = here.start([...local(), 'slow', '-o', 'stream-json'])
    await run.says('turn.start')
    run.kill(signal)
    const { code, stderr } = await run.ended
    expect(code).toBe(143)
    expectNoFault(stderr)
    const [session = ''] = await readdir(join(here.home, 'sessions'))
    const again = await here.run([...local(), '--resume', session])
    expect(again).toMatchObject({ code: 0, stdout: 'It took a while.\n' })
    expect(await processesLeft()).toEqual([])
  })

  it.skipIf(!isLinux)('SIGTERM during a command leaves it for whoever goes on', async () => {
    const run = here.start([...local(), ...all, 'sleep', '-o', 'stream-json'])
    await run.says('task.start')
    run.kill('SIGTERM')
    expect(await run.ended).toMatchObject({ code: 143 })
    expect((await processesLeft()).join()).toContain('sleep 41')
    const [session = ''] = await readdir(join(here.home, 'sessions'))
    await here.run(['sessions', 'cancel', session])
    await here.run([...local(), ...all, '--resume', session])
    await expectWhole()
  })

  it.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const)(
    '%s ends a process whose output nobody reads',
    async (signal, code) => {
      const child = spawn(process.execPath, [main, ...local(), 'flood', '-o', 'stream-json'], {
        cwd: here.workspace,
        env: here.env,
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      const ended = new Promise<number | null>((resolve) => void child.on('exit', resolve))
      child.stderr.resume()
      await new Promise((resolve) => child.stdout.once('readable', resolve))
      await new Promise((resolve) => setTimeout(resolve, 3000))
      expect(child.exitCode).toBe(null)
      child.kill(signal)
      expect(await ended).toBe(code)
      await expectWhole()
    },
    30_000,
  )
})

describe('a pipe that is closed', () => {
  it.each([
    ['text', 'head -1', ['flood'], 'a line of it '],
    ['json', 'head -c 10', ['flood', '-o', 'json'], '{"type":"r'],
    ['stream-json', 'head -1', ['flood', '-o', 'stream-json'], '"session.start"'],
  ])('ends %s with 141 and no word', async (_, reader, args, first) => {
    const line = `{ "$0" "$@"; echo "code $?" >&3; } 3>&2 | ${reader}`
    const { stdout, stderr } = await inShell(line, [...local(), ...args])
    expect(stdout).toContain(first)
    expect(stderr).toContain('code 141')
    expectNoFault(stderr)
    await expectWhole()
  })

  it('takes standard error with it', async () => {
    const line = '{ "$0" "$@" 2>&1; echo "code $?" >&3; } 3>&2 | head -1'
    const { stderr } = await inShell(line, [...local(), '--verbose', 'flood', '-o', 'stream-json'])
    expect(stderr).toBe('code 141\n')
    await expectWhole()
  })
})

describe('streams that are not there', () => {
  it('reads nothing from a closed standard input', async () => {
    const ended = await inShell('exec "$0" "$@" <&-', [...local(), 'hi'])
    expect(ended).toMatchObject({ code: 0, stdout: 'The answer is 42.\n' })
    expectNoFault(ended.stderr)
    await expectWhole()
  })

  it.each([
    ['standard output', '>&-'],
    ['standard error', '2>&-'],
    ['both', '>&- 2>&-'],
    ['all', '<&- >&- 2>&-'],
  ])('does its work without %s', async (_, closed) => {
    const { code, stderr } = await inShell(`exec "$0" "$@" ${closed}`, [...local(), 'hi'])
    expect(code).toBe(0)
    expectNoFault(stderr)
    await expectWhole()
  })

  it.each(['text', 'json', 'stream-json'])(
    'says that %s could not be written to a full disk',
    async (format) => {
      const args = [...local(), 'flood', '-o', format]
      const { code, stderr } = await inShell('exec "$0" "$@" > /dev/full', args)
      expect(code).toBe(1)
      expect(stderr).toContain('could not write to standard output (ENOSPC)')
      expectNoFault(stderr)
      await expectWhole()
    },
  )
})

describe('a home that is none', () => {
  const bare = () => ({ PATH: here.env['PATH'] ?? '', TMPDIR: here.env['TMPDIR'] ?? '/tmp' })
  const runIn = (env: Record<string, string>) =>
    inShell('exec "$0" "$@"', [...local(), 'hi'], { env: { ...bare(), ...env } })

  it.each([
    ['below a file', () => join(here.home, 'file', 'below')],
    ['that nobody may write', () => '/proc/1/harness'],
  ])('is told: one %s', async (_, homeOf) => {
    await mkdir(here.home, { recursive: true })
    await writeFile(join(here.home, 'file'), '')
    const { code, stdout, stderr } = await runIn({ HOME: homeOf() })
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain('HARNESS_HOME')
    expectNoFault(stderr)
  })

  it('is made where it does not exist', async () => {
    const ended = await runIn({ HOME: join(here.home, 'not', 'there') })
    expect(ended).toMatchObject({ code: 0, stdout: 'The answer is 42.\n' })
  })

  it('is taken from the system where no variable says it', async () => {
    const line = 'exec env -i PATH="$PATH" HARNESS_HOME="$HARNESS_HOME" "$0" "$@"'
    const ended = await inShell(line, [...local(), 'hi'])
    expect(ended).toMatchObject({ code: 0, stdout: 'The answer is 42.\n' })
    expectNoFault(ended.stderr)
  })

  it.skipIf(!isRoot)('is asked for where neither a variable nor the system says it', async () => {
    const line =
      'exec setpriv --reuid 54321 --regid 54321 --clear-groups env -i PATH="$PATH" "$0" "$@"'
    const { code, stderr } = await inShell(line, ['hi'])
    expect(code).toBe(2)
    expect(stderr).toMatch(/^harness: This user has no home: .*Set HOME/u)
    expectNoFault(stderr)
  })

  it.skipIf(!canMount)(
    'is told to be full, and what fits in goes on when there is room',
    async () => {
      const line =
        'mkdir -p "$HARNESS_HOME" && mount -t tmpfs -o size=64k harness "$HARNESS_HOME" || exit 77; ' +
        '"$0" "$@"; code=$?; mount -o remount,size=4m "$HARNESS_HOME"; ' +
        '"$0" "$@" --continue > /dev/null || exit 78; exit $code'
      // In a namespace of its own the mount is gone with the shell.
      const inside = `exec unshare -m bash -c '${line}' "$0" "$@"`
      const { code, stderr } = await inShell(inside, [...local(), 'x'.repeat(60_000)])
      expect(code).toBe(1)
      expect(stderr).toMatch(/ENOSPC|no space/u)
      expectNoFault(stderr)
    },
  )
})
