import { spawn } from 'node:child_process'
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Guard } from './mutants.ts'

const source = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/**
 * Runs the simulation on a copy of the kernel with the guards switched off. Answers the first seed that breaks a
 * promise and what it says; undefined when none of the seeds does. Rejects when a guard's text is not there exactly
 * once: then the table is out of date.
 */
export async function runMutant(
  guards: readonly Guard[],
  seeds: number,
): Promise<{ seed: number; said: string } | undefined> {
  const name = guards.map((guard) => guard.name.replaceAll(' ', '-')).join('+')
  // Inside the package, so that its dependencies are found.
  const folder = join(source, '..', '.cache', 'mutants', name)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  await cp(source, join(folder, 'src'), { recursive: true })
  for (const guard of guards) await switchOff(join(folder, 'src', guard.file), guard)
  const main = join(folder, 'src', 'testing', 'simulation', 'main.ts')
  const said = await output([main, '--seeds', String(seeds), '--first'])
  await rm(folder, { recursive: true, force: true })
  const seed = /^seed (\d+):\n(.*)$/m.exec(said)
  return seed ? { seed: Number(seed[1]), said: (seed[2] ?? '').trim() } : undefined
}

async function switchOff(file: string, { name, find, replace }: Guard): Promise<void> {
  const text = await readFile(file, 'utf8')
  const times = text.split(find).length - 1
  if (times !== 1) throw new Error(`the guard "${name}" stands ${times} times in ${file}, not once`)
  await writeFile(
    file,
    text.replace(find, () => replace),
  )
}

const output = (args: string[]) =>
  new Promise<string>((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', reject)
    child.on('close', () => resolve(Buffer.concat(chunks).toString()))
  })
