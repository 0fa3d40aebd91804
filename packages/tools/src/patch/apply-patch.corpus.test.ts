// Recorded patches with what Codex and others made of them. The corpora are no part of this project.
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { workshop } from '../__fixtures__/workshop.ts'
import { applyHunks } from './apply-hunks.ts'
import { applyPatchTool } from './apply-patch.ts'
import { parseCodexPatch } from './parse-codex-patch.ts'
import type { Hunk } from './section.ts'

const corpora = process.env['HARNESS_CORPORA']
const folder = corpora === undefined ? '' : join(corpora, 'apply-patch')
const tool = applyPatchTool()

const rows = <Row>(name: string): Row[] =>
  readFileSync(join(folder, name), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

/** Every file of a folder by its path. */
function filesOf(root: string): Record<string, string> {
  if (!existsSync(root)) return {}
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' })
  const files = paths.filter((path) => statSync(join(root, path)).isFile())
  return Object.fromEntries(
    files.toSorted().map((path) => [path, readFileSync(join(root, path), 'utf8')]),
  )
}

test.skipIf(!corpora)('the scenarios of Codex end as they end there', async () => {
  const root = join(folder, 'codex-scenarios')
  const names = readdirSync(root).filter((name) => statSync(join(root, name)).isDirectory())
  const wrong: string[] = []
  for (const name of names) {
    const shop = workshop()
    const input = join(root, name, 'input')
    if (existsSync(input)) cpSync(input, shop.folder, { recursive: true, mode: 0 })
    await shop.use(tool, { patch: readFileSync(join(root, name, 'patch.txt'), 'utf8') })
    const [found, wanted] = [filesOf(shop.folder), filesOf(join(root, name, 'expected'))]
    if (JSON.stringify(found) !== JSON.stringify(wanted)) wrong.push(name)
  }
  expect(wrong).toEqual([])
  process.stdout.write(`codex-scenarios: ${names.length} of ${names.length}\n`)
})

interface OracleRow {
  id: string
  patch: string
  before: Record<string, string>
  after: Record<string, string>
  exitCode: number
}

test.skipIf(!corpora)('every patch leaves the files that Codex left', async () => {
  const all = rows<OracleRow>('codex-oracle.jsonl')
  const wrong: string[] = []
  for (const { id, patch, before, after, exitCode } of all) {
    const shop = workshop()
    for (const [path, text] of Object.entries(before)) {
      mkdirSync(dirname(join(shop.folder, path)), { recursive: true })
      writeFileSync(join(shop.folder, path), text)
    }
    const { kind, code, text } = await shop.use(tool, { patch })
    const sorted = Object.fromEntries(
      Object.entries(after).toSorted(([one], [other]) => (one < other ? -1 : 1)),
    )
    const isSame = JSON.stringify(filesOf(shop.folder)) === JSON.stringify(sorted)
    // What changes nothing is told to be so; Codex calls it done.
    const isDone = kind === 'done' || code === 'no_change'
    if (!isSame || isDone !== (exitCode === 0)) wrong.push(`${id} ${exitCode} ${text}`)
  }
  expect(wrong).toEqual([])
  process.stdout.write(`codex-oracle: ${all.length} of ${all.length}\n`)
})

interface HunkRow {
  test: string
  mode: 'default' | 'create'
  before: string
  diff: string
  expect: { after?: string; error?: string }
}

test.skipIf(!corpora)('hunks without a patch around them', () => {
  const all = rows<HunkRow>('v4a-hunks.jsonl')
  const wrong = all.filter((row) => appliedHunks(row) !== row.expect.after).map((row) => row.test)
  expect(wrong).toEqual([])
  const others = all.filter(({ mode, diff }) => mode === 'create' || diff === '').length
  process.stdout.write(
    `v4a-hunks: ${all.length - others} of ${all.length - others}; ${others} without a hunk\n`,
  )
})

/** Undefined when it is refused. That program leaves a last line as it was; a hunk of ours can say so. */
function appliedHunks({ mode, before, diff }: HunkRow): string | undefined {
  if (diff === '') return before
  if (mode === 'create') {
    return diff
      .split('\n')
      .map((line) => line.slice(1))
      .join('\n')
  }
  const patch = parseCodexPatch(
    `*** Begin Patch\n*** Update File: x\n${diff.replace(/\n$/, '')}\n*** End Patch`,
  )
  const [section] = 'code' in patch ? [] : patch.sections
  if (section?.kind !== 'update') return undefined
  const isUnended = before !== '' && !before.endsWith('\n')
  const hunks = section.hunks.map((hunk): Hunk => (isUnended ? { ...hunk, isUnended } : hunk))
  const text = applyHunks(before, hunks, 'lenient')
  return typeof text === 'string' ? text : undefined
}

interface ParseRow {
  kind?: string
  test: string
  patch: string
  expect: { hunks: object[] }
}

test.skipIf(!corpora)('patches are read as others read them', () => {
  const all = rows<ParseRow>('parse.jsonl')
  // The blocks of another program's answers are no patches.
  const patches = all.filter(({ kind }) => kind === undefined)
  for (const row of patches) expect(asRow(row.patch)).toEqual(row.expect.hunks)
  process.stdout.write(
    `parse: ${patches.length} of ${patches.length}; ${all.length - patches.length} blocks of another format\n`,
  )
})

/** A patch in the words of the row. */
function asRow(text: string): object[] {
  const patch = parseCodexPatch(text)
  if ('code' in patch) return [patch]
  return patch.sections.map((section) => {
    const { path } = section
    if (section.kind === 'add') return { type: 'AddFile', path, contents: section.text }
    if (section.kind === 'delete') return { type: 'DeleteFile', path }
    const chunks = section.hunks.map(({ anchors, lines, isLast }) => ({
      changeContext: anchors[0] ?? null,
      oldLines: lines.flatMap((line) => (line.kind === 'add' ? [] : [line.text])),
      newLines: lines.flatMap((line) => (line.kind === 'remove' ? [] : [line.text])),
      isEndOfFile: isLast,
    }))
    return { type: 'UpdateFile', path, movePath: section.to ?? null, chunks }
  })
}
