import type { Check } from './check.ts'

/** As package.json says it. */
const oldest = [22, 18] as const

export const checkNode = (): Check[] => [nodeRow(process.versions.node)]

export function nodeRow(version: string): Check {
  const found = `v${version} (${process.platform} ${process.arch})`
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const isNew = major > oldest[0] || (major === oldest[0] && minor >= oldest[1])
  if (isNew) return { name: 'node', status: 'ok', found }
  const fix = `install Node ${oldest.join('.')} or newer, from https://nodejs.org`
  return { name: 'node', status: 'fail', found: `${found} is too old`, fix }
}
