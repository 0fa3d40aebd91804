import { runAlone, type Gate } from './gate.ts'
import { packedPackages, type Packed } from './packed.ts'
import { runCommand } from './run-command.ts'

/** What a registry would get is well-formed (publint) and its types resolve (attw). */
export const packages: Gate = {
  name: 'packages',
  async run(top) {
    const packed = await packedPackages(top)
    const problems = (await Promise.all(packed.map((each) => problemsOf(each, top)))).flat()
    if (packed.length === 0) problems.push('no packages were packed')
    return { seen: `${packed.length} packed packages`, problems }
  },
}

async function problemsOf({ package: { path, manifest }, tarball }: Packed, top: string) {
  const checks = [['publint', 'run', tarball, '--strict']]
  // An app without exports has no types to resolve.
  if (manifest.exports) checks.push(['attw', tarball, '--profile', 'esm-only', '--no-color'])
  const problems: string[] = []
  for (const [command = '', ...args] of checks) {
    const { code, output } = await runCommand(command, args, { cwd: top })
    if (code !== 0) problems.push(`${path}: ${command}\n${output}`)
  }
  return problems
}

if (import.meta.main) await runAlone(packages)
