// The promise: nothing outside the workspace is written, read or removed, whatever somebody does to its folders between the
// look and the act.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import type { Json, Tool } from '@harness/kernel'
import { workshop, type Workshop } from '../__fixtures__/workshop.ts'
import { applyFiles } from './apply-files.ts'
import { editTool } from './edit.ts'
import { hashOf } from './hash-of.ts'
import { loadFile } from './load-file.ts'
import type { PlannedFile } from './plan-files.ts'
import { removeFile } from './staged-write.ts'
import { writeFileTool } from './write-file.ts'

const isLinux = process.platform === 'linux'
const attempts = process.env['HARNESS_PROOF_SCALE'] === 'reduced' ? 2000 : 20_000
const minutes = 60_000
/** What stands outside under the names that are written and removed inside. */
const secret = 'outside'
const names = ['file', 'new', 'gone'] as const
let attacker: ReturnType<typeof spawn> | undefined

afterEach(async () => {
  if (attacker?.exitCode === null && attacker.kill('SIGKILL')) await once(attacker, 'close')
  attacker = undefined
})

interface Stage {
  shop: Workshop
  /** The folder that is a link now and then. */
  folder: string
  /** Where that leads. */
  outside: string
}

async function underAttack(): Promise<Stage> {
  const [shop, other] = [workshop(), workshop()]
  const folder = join(shop.folder, 'flips')
  mkdirSync(folder)
  writeFileSync(join(folder, 'file'), 'inside 0')
  for (const name of names) writeFileSync(join(other.folder, name), secret)
  const script = join(import.meta.dirname, '__fixtures__/flip.mjs')
  const flipping = spawn(process.execPath, [script, folder, other.folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  attacker = flipping
  await once(flipping.stdout, 'data')
  return { shop, folder, outside: other.folder }
}

const planned = ({ folder }: Stage, name: string, after: Uint8Array | null): PlannedFile => {
  const path = join(folder, name)
  const place = { path, target: `flips/${name}`, outside: false }
  return { name, place, before: null, after, hash: null, mode: undefined, folder: undefined }
}

/** What stands outside, to the byte. */
const look = ({ outside }: Stage) =>
  Object.fromEntries(
    readdirSync(outside, { withFileTypes: true }).map((entry) => [
      entry.name,
      entry.isFile() ? readFileSync(join(outside, entry.name), 'utf8') : 'a folder',
    ]),
  )
const untouched = Object.fromEntries(names.map((name) => [name, secret]))

const counts = { written: 0, edited: 0, refused: 0, read: 0, removed: 0 }
const count = (did: 'written' | 'edited' | 'removed', isDone: boolean) =>
  void (counts[isDone ? did : 'refused'] += 1)

/** What the tools are made of, with a path that was judged before the attack. */
async function actOnJudged(stage: Stage, attempt: number): Promise<void> {
  const bytes = Buffer.from('inside')
  for (const name of ['new', `new-${attempt}`, `deep-${attempt}/x`]) {
    const { fault } = await applyFiles([planned(stage, name, bytes)], { key: `k/${attempt}` })
    count('written', !fault)
  }
  const file = await loadFile(join(stage.folder, 'file'), 'file')
  if (file && !('code' in file)) {
    counts.read += 1
    expect(file.bytes.toString()).toMatch(/^inside/)
  }
  const isRemoved = await removeFile(join(stage.folder, 'gone')).then(
    () => true,
    () => false,
  )
  count('removed', isRemoved)
}

/** A call as the loop makes it, with rules that let nothing out of the workspace. */
async function call({ shop }: Stage, tool: Tool, input: Json): Promise<boolean> {
  const preparation = await tool.prepare(input, shop.context)
  if (preparation.kind === 'invalid' || preparation.prepared.outside) return false
  const { kind } = await tool.run(input, preparation.prepared, shop.context)
  return kind === 'done'
}

it.runIf(isLinux)(
  `writes, reads and removes nothing outside in ${attempts} attempts`,
  { timeout: 20 * minutes },
  async () => {
    const stage = await underAttack()
    const [edit, write] = [editTool(), writeFileTool()]
    let edits = 0
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      if (attempt % 2 === 0) {
        await actOnJudged(stage, attempt)
        continue
      }
      count('written', await call(stage, write, { path: `flips/w-${attempt}`, content: 'inside' }))
      const [old_string, new_string] = [`inside ${edits}`, `inside ${edits + 1}`]
      stage.shop.seen.set(join(stage.folder, 'file'), hashOf(old_string))
      const isEdited = await call(stage, edit, { path: 'flips/file', old_string, new_string })
      if (isEdited) edits += 1
      count('edited', isEdited)
    }
    expect(look(stage)).toEqual(untouched)
    // The attack was one, and the work went on.
    expect(counts.refused).toBeGreaterThan(attempts / 100)
    expect(counts.written).toBeGreaterThan(attempts / 100)
    expect(Math.min(counts.edited, counts.read, counts.removed)).toBeGreaterThan(attempts / 1000)
    process.stdout.write(`${attempts} rounds under attack: ${JSON.stringify(counts)}, 0 escapes\n`)
  },
)

it.runIf(isLinux)(
  'a plain write is led astray by the same attack',
  { timeout: minutes },
  async () => {
    const stage = await underAttack()
    let escapes = 0
    for (let attempt = 0; attempt < 5000 && escapes === 0; attempt += 1) {
      const path = join(stage.folder, 'naive')
      try {
        await writeFile(`${path}.tmp`, 'inside')
        await rename(`${path}.tmp`, path)
      } catch (error) {
        if (!(error instanceof Error && 'code' in error)) throw error
      }
      if (Object.keys(look(stage)).length > names.length) escapes += 1
    }
    expect(escapes).toBe(1)
  },
)
