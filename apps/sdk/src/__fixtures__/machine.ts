// A machine on which something is wrong, to be looked at.
import { chmod, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Config } from '../index.ts'
import { trustFolder } from '../index.ts'
import type { Check } from '../doctor/check.ts'
import type { DiagnoseOptions } from '../doctor/diagnose.ts'
import { groundOf, type Ground } from '../doctor/ground.ts'

export interface Machine {
  /** Files by their paths: below `home` or `work`. */
  files?: Readonly<Record<string, string | Uint8Array | object>>
  /** What they may be used for, by the same paths. */
  modes?: Readonly<Record<string, number>>
  /** The user's configuration. */
  config?: Config | string
  /** The folder is trusted as it is then. */
  trusted?: boolean
  env?: Readonly<Record<string, string>>
  options?: DiagnoseOptions
}

/** Variables of whoever runs the tests. */
const silent = Object.fromEntries(
  Object.keys(process.env)
    .filter((name) => /_API_KEY$|_BASE_URL$|_PROXY$|^(?:HARNESS_|NODE_|LC_|LANG$)/iu.test(name))
    .map((name) => [name, '']),
)

/** What a check says of it; `~` is the folder that all of it is in. */
export async function examined(
  check: (ground: Ground) => Check[] | Promise<Check[]>,
  machine: Machine = {},
): Promise<Check[]> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'harness-doctor-')))
  try {
    const ground = await groundOf(await madeIn(root, machine))
    const rows = await check(ground)
    return rows.map((row) => ({
      ...row,
      found: row.found.replaceAll(root, '~'),
      ...(row.fix !== undefined && { fix: row.fix.replaceAll(root, '~') }),
    }))
  } finally {
    await rm(root, { recursive: true })
  }
}

async function madeIn(
  root: string,
  { files = {}, modes = {}, config, trusted = false, env = {}, options = {} }: Machine,
): Promise<DiagnoseOptions> {
  const [home, cwd] = [join(root, 'home'), join(root, 'work')]
  await mkdir(home, { mode: 0o700 })
  await mkdir(cwd)
  const all = { ...files, ...(config !== undefined && { 'home/config.jsonc': config }) }
  for (const [path, content] of Object.entries(all)) {
    const whole = join(root, path)
    await mkdir(dirname(whole), { recursive: true })
    const isText = typeof content === 'string' || content instanceof Uint8Array
    await writeFile(whole, isText ? content : JSON.stringify(content), { mode: 0o600 })
  }
  for (const [path, mode] of Object.entries(modes)) await chmod(join(root, path), mode)
  if (trusted) await trustFolder({ cwd, home })
  const named = Object.entries(env).map(([name, value]) => [name, value.replaceAll('~~', root)])
  return { cwd, home, ...options, env: { ...silent, ...Object.fromEntries(named) } }
}
