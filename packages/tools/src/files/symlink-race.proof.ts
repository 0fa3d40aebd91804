// The promise: no write leaves the workspace, whatever somebody does to its folders between the look and the write.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { workshop, type Workshop } from '../__fixtures__/workshop.ts'
import { applyFiles } from './apply-files.ts'
import { loadFile } from './load-file.ts'
import type { PlannedFile } from './plan-files.ts'
import { removeFile } from './staged-write.ts'

const isLinux = process.platform === 'linux'
const attempts = process.env['HARNESS_PROOF_SCALE'] === 'reduced' ? 2000 : 20_000
const minutes = 60_000
const secret = 'outside'
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
  for (const place of [folder, other.folder]) writeFileSync(join(place, 'file'), secret)
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
  return { name, place, before: null, after, hash: null, mode: undefined }
}

/** What stands outside, by name. */
const look = ({ outside }: Stage) => readdirSync(outside).toSorted()

it.runIf(isLinux)(
  `writes nothing outside in ${attempts} attempts`,
  { timeout: 10 * minutes },
  async () => {
    const stage = await underAttack()
    const counts = { written: 0, refused: 0, read: 0, removed: 0 }
    const bytes = Buffer.from('inside')
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const name = `new-${attempt}`
      const { fault } = await applyFiles([planned(stage, name, bytes)], `k/${attempt}`)
      counts[fault ? 'refused' : 'written'] += 1
      const nested = planned(stage, `deep-${attempt}/x`, bytes)
      const { fault: second } = await applyFiles([nested], `n/${attempt}`)
      counts[second ? 'refused' : 'written'] += 1
      const file = await loadFile(join(stage.folder, 'file'), 'file')
      if (file && !('code' in file)) counts.read += 1
      await removeFile(join(stage.folder, name)).then(
        () => (counts.removed += 1),
        () => undefined,
      )
    }
    process.stdout.write(`${attempts} rounds under attack: ${JSON.stringify(counts)}, 0 escapes\n`)
    expect(look(stage)).toEqual(['file'])
    // The attack was one, and the work went on.
    expect(counts.refused).toBeGreaterThan(attempts / 100)
    expect(counts.written).toBeGreaterThan(attempts / 100)
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
      if (look(stage).length > 1) escapes += 1
    }
    expect(escapes).toBe(1)
  },
)
