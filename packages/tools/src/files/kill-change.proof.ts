// The promise: a change of several files that is killed in the middle is completed, or was not begun. Never half.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomFrom, testContext } from '@harness/kernel/testing'
import { expect, it } from 'vitest'
import { workshop } from '../__fixtures__/workshop.ts'
import { applyPatchTool } from '../patch/apply-patch.ts'

const kills = process.env['HARNESS_PROOF_SCALE'] === 'reduced' ? 20 : 200
const seed = Number(process.env['HARNESS_PROOF_SEED'] ?? 1)
const minutes = 60_000
const worker = join(import.meta.dirname, '__fixtures__/worker.ts')
const count = 40

/** Many files, some of them large: a kill may come anywhere. */
const before = Object.fromEntries(
  Array.from({ length: count }, (_, at) => [
    `f${at}.txt`,
    `old ${at}\n`.repeat(at % 3 === 0 ? 5000 : 5),
  ]),
)
const patch = [
  '*** Begin Patch',
  ...Array.from({ length: count - 2 }, (_, at) => [
    `*** Update File: f${at}.txt`,
    `-old ${at}`,
    `+new ${at}`,
  ]).flat(),
  `*** Delete File: f${count - 2}.txt`,
  `*** Update File: f${count - 1}.txt`,
  `*** Move to: moved/g.txt`,
  `-old ${count - 1}`,
  `+new ${count - 1}`,
  '*** End Patch',
].join('\n')

const after = Object.fromEntries([
  ...Object.entries(before)
    .slice(0, count - 2)
    .map(([name, text]) => [name, text.replace('old', 'new')]),
  ['moved/g.txt', (before[`f${count - 1}.txt`] ?? '').replace('old', 'new')],
])

/** Every file there is, what was only staged too. */
const filesOf = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]),
  )

function killWhenChanged(child: ChildProcess, path: string): void {
  const { ino } = statSync(path)
  const deadline = performance.now() + 5000
  while (performance.now() < deadline && statSync(path).ino === ino);
  child.kill('SIGKILL')
}

it(
  `completes or never began, in ${kills} kills (HARNESS_PROOF_SEED=${seed})`,
  { timeout: 20 * minutes },
  async () => {
    const random = randomFrom(seed)
    const counts = { untouched: 0, completed: 0, done: 0 }
    for (let kill = 0; kill < kills; kill += 1) {
      const shop = workshop()
      const folder = join(shop.folder, 'work')
      for (const [path, text] of Object.entries(before)) shop.write(join('work', path), text)
      const tool = applyPatchTool()
      const context = testContext(folder)
      const preparation = await tool.prepare({ patch }, context)
      if (preparation.kind === 'invalid') throw new Error(preparation.message)
      const { prepared } = preparation
      writeFileSync(join(shop.folder, 'prepared.json'), JSON.stringify({ prepared, patch }))
      const child = spawn(process.execPath, [worker, folder], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const ended = once(child, 'close')
      const [begun] = await Promise.race([once(child.stdout, 'data'), ended])
      expect(String(begun)).toContain('begun')
      // Half of them as soon as the first file is another: in the middle of the rest.
      if (kill % 2 === 0) setTimeout(() => child.kill('SIGKILL'), random() * 400)
      else killWhenChanged(child, join(folder, 'f0.txt'))
      child.stdout.resume()
      await ended
      const halfway = JSON.stringify(filesOf(folder))
      const recovered = await tool.recover?.({ patch }, prepared, context)
      if (recovered) expect(recovered.kind).toBe('done')
      else await tool.run({ patch }, prepared, context)
      expect(filesOf(folder)).toEqual(after)
      if (!recovered) counts.untouched += 1
      else counts[halfway === JSON.stringify(filesOf(folder)) ? 'done' : 'completed'] += 1
    }
    process.stdout.write(
      `${kills} kills in the middle of a change of ${count} files: ${JSON.stringify(counts)}, 0 half\n`,
    )
  },
)
