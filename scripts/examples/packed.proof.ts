// What a stranger gets: the tarballs of a release, installed by npm into an empty folder, do what the examples say.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeBlocks } from '../gates/code-blocks.ts'
import { packedPackages } from '../gates/packed.ts'
import { runCommand } from '../gates/run-command.ts'
import { shellStories, storyProblems } from '../gates/shell-stories.ts'
import { root } from '../workspace-packages.ts'
import { examples, missingFrom, type Example } from './examples.ts'
import { installNode, installPacked, type Installed } from './install-packed.ts'
import { runProgram } from './run-program.ts'

const reduced = process.env['HARNESS_PROOF_SCALE'] === 'reduced'
const minutes = 60_000

/** The newest of a major version; undefined: the one that runs this. */
const versions: readonly (readonly [name: string, version: string | undefined])[] = [
  [`Node ${process.versions.node}`, undefined],
  ...(reduced ? [] : [['Node 22', '22'] as const]),
]

const commands: readonly (Pick<Example, 'prints'> & { words: readonly string[] })[] = [
  { words: ['--version'], prints: ['.'] },
  { words: ['demo'], prints: ['no language model', 'node --test: they pass', 'sessions show'] },
  { words: ['doctor'], prints: ['✓ node', '✓ home', 'A run can begin'] },
  { words: ['run', 'What is in this folder?', '-m', 'offline'], prints: ['not a language model'] },
  { words: ['sessions', 'list'], prints: ['offline/scripted', 'What is in this folder?'] },
]

const blocks = codeBlocks(root).filter(({ runs }) => runs)
const stories = shellStories(root)
const mebibytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MiB`

const top = mkdtempSync(join(tmpdir(), 'packed-'))
afterAll(() => rm(top, { recursive: true, force: true }), minutes)

describe.each(versions)('with npm and %s', (name, version) => {
  const folder = join(top, version ?? 'own')
  const home = join(folder, 'home')
  const told: string[] = []
  let node = process.execPath
  let installed: Installed

  beforeAll(async () => {
    mkdirSync(home, { recursive: true })
    const packed = await packedPackages(root)
    if (version !== undefined) node = await installNode(join(folder, 'node'), version)
    installed = await installPacked(join(folder, 'project'), { packed, node })
  }, 10 * minutes)

  afterAll(() => {
    const { seconds, packages, bytes, largest } = installed
    const size = `${packages} packages, ${mebibytes(bytes)}`
    process.stdout.write(`${name}: ${size}, installed in ${seconds.toFixed(1)} s\n`)
    const each = largest.map(([one, itsBytes]) => `${one} ${mebibytes(itsBytes)}`)
    process.stdout.write(`  the largest: ${each.join(', ')}\n`)
    process.stdout.write(`  ${told.join(', ')}\n`)
  })

  const play = async (words: readonly string[], prints: Example['prints']) => {
    const ended = await runProgram(words, { cwd: installed.folder, home, node })
    const { code, output, seconds } = ended
    if (prints.length > 0) told.push(`${words.slice(0, 2).join(' ')} ${seconds.toFixed(1)} s`)
    return { code, missing: missingFrom(output, prints), output }
  }
  const well = { code: 0, missing: undefined, output: expect.any(String) }

  it('is that Node', async () => {
    const { output } = await runProgram(['node', '--version'], { cwd: folder, home, node })
    expect(output).toContain(`v${version ?? process.versions.node}`)
  })
  it.each(commands)('harness $words', async ({ words, prints }) => {
    expect(await play(['harness', ...words], prints)).toEqual(well)
  })
  it.each(examples)('$file', async ({ file, prints }) => {
    expect(await play(['node', file], prints)).toEqual(well)
  })

  // With the Node of this workspace the gate for documents runs them.
  it.runIf(version !== undefined).each(blocks)('$document:$line', async ({ text }) => {
    writeFileSync(join(installed.folder, 'block.ts'), text)
    expect(await play(['node', 'block.ts'], [])).toEqual(well)
  })

  it.runIf(version !== undefined).each(stories)('$document', async (story) => {
    const main = join(installed.folder, 'node_modules/@harness/cli/dist/main.js')
    expect(await storyProblems(story, { main, node })).toEqual([])
  })

  it.runIf(version === undefined)('the types are whole', async () => {
    const compilerOptions = {
      target: 'ES2024',
      lib: ['ES2024'],
      module: 'nodenext',
      strict: true,
      exactOptionalPropertyTypes: true,
      allowImportingTsExtensions: true,
      noEmit: true,
      types: ['node'],
      typeRoots: [join(root, 'node_modules/@types')],
    }
    const config = { compilerOptions, include: ['*.ts', 'kernel-in-browser/*.ts'] }
    writeFileSync(join(installed.folder, 'tsconfig.json'), JSON.stringify(config))
    expect(await runCommand('tsc', ['-p', '.'], { cwd: installed.folder })).toEqual({
      code: 0,
      output: '',
    })
  })
})
