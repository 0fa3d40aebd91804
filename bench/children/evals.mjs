// Cases in one process: `<how> <cases> <at once>`, with `run` by `runEval`, with `bare` no more than a copy of the workspace
// and the subject. Prints the milliseconds of CPU that each case took, after some to get warm. Plain JavaScript: to strip
// types costs memory that no user pays.
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runEval } from '../../packages/evals/dist/node/index.js'
import { suiteOf } from '../../packages/evals/dist/index.js'
import { commandRunner, systemRuntime } from '../../packages/kernel/dist/node/index.js'
import { instantSubject } from './instant-subject.mjs'

const [how = 'run', ...numbers] = process.argv.slice(2)
const [cases = 100, concurrency = 50] = numbers.map(Number)
const folder = await mkdtemp(join(tmpdir(), 'harness-bench-'))

/** Eight files of two kilobytes, in two folders: what a small exercise has. */
async function makeFixture() {
  for (let index = 0; index < 8; index++) {
    const place = join(folder, 'fixture', `part-${index % 2}`)
    await mkdir(place, { recursive: true })
    await writeFile(join(place, `file-${index}.txt`), `line ${index}\n`.repeat(200))
  }
}

async function evaluate(count, name) {
  const file = {
    name,
    defaults: { workspace: 'fixture', protect: ['part-0/file-0.txt'] },
    cases: Array.from({ length: count }, (_, index) => ({
      id: `case-${index}`,
      task: 'Write the word.',
      expect: { files: { 'word.txt': { contains: 'word' } } },
    })),
  }
  const { report } = await runEval({
    suite: { suite: suiteOf(file), file, folder, source: null },
    subject: instantSubject(),
    folder: join(folder, name),
    runtime: systemRuntime,
    commands: (_kind, place) => commandRunner({ folder: () => place.tasks }),
    env: {},
    concurrency,
  })
  if (report.totals.passed !== count) throw new Error(`not all passed: ${report.totals.passed}`)
}

async function bare(count, name) {
  const subject = instantSubject()
  const { signal } = new AbortController()
  let next = 0
  const work = async () => {
    for (let index = next++; index < count; index = next++) {
      const place = join(folder, name, String(index))
      const workspace = join(place, 'workspace')
      await cp(join(folder, 'fixture'), workspace, { recursive: true })
      await subject.run({ home: join(place, 'home'), workspace, says: ['go'] }, { signal })
    }
  }
  await Promise.all(Array.from({ length: concurrency }, work))
}

const work = how === 'bare' ? bare : evaluate
await makeFixture()
await work(20, 'warm')
const from = process.cpuUsage()
await work(cases, 'cases')
const { user, system } = process.cpuUsage(from)
console.log((user + system) / 1000 / cases)
await rm(folder, { recursive: true, force: true })
