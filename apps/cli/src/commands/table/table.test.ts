import { expect, it } from 'vitest'
import { help } from '../../help/help.ts'
import { UsageError } from '../../outcome/usage-error.ts'
import * as evalCompareModule from '../../parse/eval-compare-flags.ts'
import * as evalModule from '../../parse/eval-flags.ts'
import * as flagModule from '../../parse/flags.ts'
import type { Flag } from '../../parse/flags.ts'
import * as mcpModule from '../../parse/mcp-flags.ts'
import { parseFlags } from '../../parse/parse-flags.ts'
import * as sessionModule from '../../parse/session-flags.ts'
import * as traceModule from '../../parse/trace-flags.ts'
import { everyCommand } from '../every-command.ts'
import { isGroup, type CommandSpec } from './command-spec.ts'
import { commands } from './table.ts'

const all: [path: string, spec: CommandSpec][] = Object.entries(commands).flatMap(([name, entry]) =>
  isGroup(entry)
    ? Object.entries(entry.commands).map(([word, spec]): [string, CommandSpec] => [
        `${name} ${word}`,
        spec,
      ])
    : [[name, entry]],
)

/** Every flag that is written down anywhere, whatever the table has of it. */
const written = [evalCompareModule, evalModule, flagModule, mcpModule, sessionModule, traceModule]
  .flatMap((module): unknown[] => Object.values(module))
  .flatMap((value) => Object.entries(Object(value)))
  .filter((entry): entry is [string, Flag] => Object(entry[1]).about !== undefined)

/** As somebody would type each. */
const known = new Map(
  written.map(([name, { type, choices }]): [string, string] => [
    name,
    type === 'boolean' ? `--${name}` : `--${name}=${choices?.[0] ?? 'x'}`,
  ]),
)

it('what stands in the table is done by something, and nothing else is', () => {
  expect(Object.keys(everyCommand).toSorted()).toEqual(all.map(([path]) => path).toSorted())
})

it.each(all)('%s takes the flags that its help has, and no others', async (path, { flags }) => {
  const command = everyCommand[path]!
  for (const [name, typed] of known) {
    // Flags are looked at in their order and before anything is done: the first that is none of the command's is named.
    const error = await command([typed, '--no-such-flag']).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(UsageError)
    const { type, choices } = flags[name] ?? {}
    const isTaken = type !== undefined && (type === 'boolean') === !typed.includes('=')
    if (type !== undefined && (!isTaken || (choices && !choices.includes(typed.split('=')[1]!))))
      continue
    expect(String(error)).toContain(isTaken ? 'no flag --no-such-flag' : `no flag --${name}`)
  }
})

it.each(all)(
  'the page of %s has all its flags, and an example that it takes',
  async (path, spec) => {
    const page = help(['help', ...path.split(' ')]) ?? ''
    expect(help([...path.split(' '), '--help'])).toBe(page)
    expect(page).toMatch(new RegExp(`^harness ${path}: `))
    for (const [name, { about }] of Object.entries(spec.flags)) {
      expect(page).toContain(`--${name}`)
      expect(page).toContain(about)
    }
    for (const flags of spec.sections?.map(([, own]) => own) ?? [])
      expect(spec.flags).toMatchObject(flags)
    expect(page).toContain(`Example\n  harness ${spec.example}\n`)
    const words = spec.example.match(/"[^"]*"|\S+/gu) ?? []
    if (!spec.isAlias) expect(words.slice(0, path.split(' ').length).join(' ')).toBe(path)
    const rest = words.slice(path.split(' ').length)
    const end = rest.indexOf('--')
    await parseFlags(end < 0 ? rest : rest.slice(0, end), spec.flags)
  },
)

it('every page fits a terminal of a hundred columns', () => {
  const pages = [[], ...Object.keys(commands), ...all.map(([path]) => path)].map(
    (path) => help(['help', ...String(path).split(' ').filter(Boolean)]) ?? '',
  )
  const long = pages.flatMap((page) => page.split('\n').filter((line) => line.length > 100))
  expect(long).toEqual([])
})
