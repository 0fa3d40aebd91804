// The CLI as users get it: what the tarball holds, in a folder outside of the checkout.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const path = (from: string) => new URL(from, import.meta.url).pathname
const packing = path('../../../../scripts/gates/packed.ts')
const installed = path('../../node_modules')

/**
 * Packs the built CLI and unpacks it below the folder; what it depends on is what this checkout has installed. Answers the
 * file that `harness` runs.
 */
export async function packedCli(folder: string): Promise<string> {
  const modules = join(folder, 'node_modules')
  const home = join(modules, '@harness', 'cli')
  await mkdir(home, { recursive: true })
  const { stdout } = await run(process.execPath, [packing, 'apps/cli', folder])
  const tarball = stdout.trim()
  await run('tar', ['-xzf', tarball, '-C', home, '--strip-components=1'])
  await rm(tarball)
  const manifest = JSON.parse(await readFile(join(home, 'package.json'), 'utf8'))
  const wanted = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies })
  for (const name of wanted) {
    if (!existsSync(join(installed, name))) continue
    await mkdir(dirname(join(modules, name)), { recursive: true })
    await symlink(join(installed, name), join(modules, name))
  }
  return join(home, manifest.bin.harness)
}
