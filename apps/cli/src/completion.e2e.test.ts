// Each script is loaded by its shell, and asked what follows.
import { spawnSync } from 'node:child_process'
import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest'
import { main, place, type Place } from './__fixtures__/cli.ts'

let here: Place
let id = ''
beforeAll(async () => {
  here = await place()
  await mkdir(join(here.home, 'bin'), { recursive: true })
  const program = join(here.home, 'bin', 'harness')
  await writeFile(program, `#!/bin/sh\nexec ${process.execPath} ${main} "$@"\n`)
  await chmod(program, 0o755)
  await writeFile(join(here.workspace, 'notes.json'), '{}')
  await mkdir(join(here.workspace, 'nested'))
  await here.run(['--title', 'Tulips: red', 'Say hello.'])
  id = (await here.run(['sessions', 'list'])).stdout.split(' ')[0] ?? ''
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { stdout } = await here.run(['completion', shell])
    await writeFile(join(here.home, `script.${shell}`), stdout)
  }
})
afterAll(() => here.remove())

function needs(shell: string, test: TestContext): void {
  test.skip(spawnSync(shell, ['-c', ':']).status !== 0, `${shell} is not installed`)
}

function ask(shell: string, args: readonly string[]): string {
  const env = { ...here.env, PATH: `${join(here.home, 'bin')}:${here.env['PATH']}`, TERM: 'dumb' }
  const options = { cwd: here.workspace, env, encoding: 'utf8', timeout: 30_000 } as const
  const { stdout, stderr, status } = spawnSync(shell, [...args], options)
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return stdout
}

const bash = `source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _harness; printf '%s\\n' "\${COMPREPLY[@]}"`

/** A terminal of its own, in which a line is typed and Tab pressed. */
const zsh = `zmodload zsh/zpty
zpty -b shell zsh -f -i
zpty -w shell "PS1=; stty -echo; autoload -Uz compinit; compinit -u -D; source $1; LISTMAX=9999; echo REA''DY"
for i in {1..200}; do zpty -r -t shell piece && all+=$piece; [[ $all == *READY* ]] && break; sleep 0.05; done
all=
integer quiet=0
zpty -w -n shell "$2"$'\\t'
for i in {1..200}; do
  quiet+=1
  while zpty -r -t shell piece; do all+=$piece; quiet=0; done
  [[ -n $all ]] && ((quiet > 30)) && break
  sleep 0.05
done
print -r -- "$all"
zpty -d shell`

/** What each shell offers behind a line, the last word of which is being typed. */
const offers: Record<string, (words: readonly string[]) => string[]> = {
  bash: (words) =>
    ask('bash', ['--norc', '-c', bash, 'bash', join(here.home, 'script.bash'), ...words])
      .split('\n')
      .filter(Boolean),
  fish: (words) =>
    ask('fish', [
      '-c',
      'source $argv[1]; complete -C $argv[2]',
      join(here.home, 'script.fish'),
      words.join(' '),
    ])
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split('\t')[0] ?? ''),
}

describe.each(['bash', 'fish'])('%s', (shell) => {
  const offered = (...words: string[]) => offers[shell]?.(['harness', ...words]) ?? []

  it('completes commands, flags, choices and names', (test) => {
    needs(shell, test)
    expect(offered('se')).toEqual(['sessions'])
    expect(offered('sessions', 'ex')).toEqual(['export'])
    expect(offered('help', 'sessions', 'ex')).toEqual(['export'])
    expect(offered('--json', 'sess')).toEqual([])
    expect(offered('sessions', 'export', '--fo')).toEqual(
      expect.arrayContaining(['--force', '--format']),
    )
    const formats = offered('sessions', 'export', '--format', '')
    expect(formats.toSorted()).toEqual(['json', 'jsonl', 'markdown'])
    expect(offered('run', '-c', '--permission-mode', 'pl')).toEqual(['plan'])
    expect(offered('fix it', '--res')).toEqual(['--resume'])
    expect(offered('-m', 'dee')).toEqual(['deepseek/'])
    expect(offered('models', 'dee')).toEqual(['deepseek'])
    expect(offered('sessions', 'answer', 'x', 'al')).toEqual(['allow'])
    expect(offered('completion', 'fi')).toEqual(['fish'])
  })

  it('completes sessions of the folder, files and folders', (test) => {
    needs(shell, test)
    expect(offered('sessions', 'show', '')).toEqual([id])
    expect(offered('--resume', '')).toEqual([id])
    expect(offered('sessions', 'delete', 'x', '')).toEqual([id])
    expect(offered('run', '--mcp-config', 'no')).toEqual(['notes.json'])
    expect(offered('run', '--cwd', 'ne').map((name) => name.replace(/\/$/, ''))).toEqual(['nested'])
    expect(offered('mcp', 'add', 'x', '--', 'no')).toEqual(['notes.json'])
  })
})

it('bash offers names as they are, and runs nothing that stands in one', async (test) => {
  needs('bash', test)
  const odd = join(here.workspace, 'odd')
  await mkdir(odd)
  const names = ['$(touch ran)', '*', 'a b', '`touch ran`', `it's "it"`].map(
    (name) => `odd/${name}`,
  )
  await Promise.all(names.map((name) => writeFile(join(here.workspace, name), '')))
  const offered = offers['bash']?.(['harness', 'run', '--script', 'odd/'])
  expect(offered?.toSorted()).toEqual(names.toSorted())
  expect(offers['bash']?.(['harness', 'sessions', 'show', '$(touch ran)'])).toEqual([])
  expect(await readdir(here.workspace)).not.toContain('ran')
})

it('bash takes a value behind = as its own word', (test) => {
  needs('bash', test)
  expect(offers['bash']?.(['harness', 'sessions', 'export', '--format', '=', 'ma'])).toEqual([
    'markdown',
  ])
})

describe('zsh', () => {
  const screen = (line: string) =>
    ask('zsh', ['-f', '-c', zsh, 'zsh', join(here.home, 'script.zsh'), line])

  it('completes commands with what they do', (test) => {
    needs('zsh', test)
    const list = screen('harness sessions ')
    expect(list).toMatch(/export +-- write one down/)
    expect(list).toMatch(/rename +-- give one another title/)
  })

  it('completes what is unique, and names sessions by their titles', (test) => {
    needs('zsh', test)
    expect(screen('harness sess')).toContain('harness sessions')
    expect(screen('harness sessions export --format=ma')).toContain('--format=markdown')
    expect(screen('harness sessions show ')).toContain(id)
    expect(screen('harness -m deeps')).toContain('deepseek/')
  })
})

it('says which shells there are, and which sessions', async () => {
  expect(await here.run(['completion'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('bash|zsh|fish'),
  })
  expect(await here.run(['completion', 'tcsh'])).toMatchObject({ code: 2 })
  expect((await here.run(['completion', 'sessions'])).stdout).toBe(`${id}\tTulips: red\n`)
})
