import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Whether an index names something in a repository or outside of the working tree: git does not look at the names in it
 * when it writes or removes files by them. What breaks off before its end is believed in nothing. Format: gitformat-index(5).
 */
export function leadsAstray(path: string, repository: string): boolean {
  const index = read(path)
  if (index?.toString('latin1', 0, 4) !== 'DIRC' || index.length < header) return false
  const version = index.readUInt32BE(4)
  const hash = isLong(repository) ? 32 : 20
  let at = header
  let name = ''
  for (let left = index.readUInt32BE(8); left > 0; left -= 1) {
    const start = at
    at += stats + hash + 2
    if (at + 2 > index.length) return true
    const isExtended = (index.readUInt16BE(at - 2) & 0x40_00) !== 0
    if (isExtended) at += 2
    let kept = 0
    if (version === 4) {
      const { value, next } = variable(index, at)
      kept = Math.max(0, name.length - value)
      at = next
    }
    const end = index.indexOf(0, at)
    if (end === -1) return true
    name = name.slice(0, kept) + index.toString('latin1', at, end)
    if (astray.test(name)) return true
    at = version === 4 ? end + 1 : start + ((end - start + 8) & ~7)
  }
  return false
}

const header = 12
const stats = 40
const astray = /^\/|(?:^|\/)(?:\.\.?|\.git)(?:\/|$)/iu

/** How much of the name before is dropped; the number that offsets in packs are written as. */
function variable(index: Buffer, start: number): { value: number; next: number } {
  let next = start
  let byte = index[next++] ?? 0
  let value = byte & 0x7f
  while ((byte & 0x80) !== 0) {
    byte = index[next++] ?? 0
    value = (value + 1) * 128 + (byte & 0x7f)
  }
  return { value, next }
}

/** Whether objects are named by SHA-256. */
const isLong = (repository: string): boolean =>
  /objectformat\s*=\s*"?sha256/iu.test(read(join(repository, 'config'))?.toString('latin1') ?? '')

function read(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined
    throw error
  }
}
