/** A mode that stands for another repository, as the index has it. */
const gitlink = 0o160000
const marked = Buffer.from([0, 0, 0xe0, 0])

/** Whether an index may name other repositories: cheap, and never wrong when it says no. */
export const mayHaveGitlinks = (index: Buffer): boolean => index.includes(marked)

/**
 * The folders of an index that are repositories themselves, or undefined where it is of another make. `hashBytes`: 20, or 32
 * with SHA-256. Format: gitformat-index(5), versions 2 to 4.
 */
export function gitlinksOf(index: Buffer, hashBytes: number): string[] | undefined {
  if (index.length < 12 || index.toString('latin1', 0, 4) !== 'DIRC') return undefined
  const version = index.readUInt32BE(4)
  if (version < 2 || version > 4) return undefined
  const found: string[] = []
  let name = Buffer.alloc(0)
  let at = 12
  for (let left = index.readUInt32BE(8); left > 0; left -= 1) {
    const flagsAt = at + 40 + hashBytes
    if (flagsAt + 4 > index.length) return undefined
    const isLong = version > 2 && (index.readUInt16BE(flagsAt) & 0x4000) !== 0
    const nameAt = flagsAt + (isLong ? 4 : 2)
    const shared = version === 4 ? readOffset(index, nameAt) : { value: name.length, end: nameAt }
    const end = index.indexOf(0, shared.end)
    if (end === -1 || shared.value > name.length) return undefined
    const start = name.subarray(0, name.length - shared.value)
    name = Buffer.concat([start, index.subarray(shared.end, end)])
    if (index.readUInt32BE(at + 24) === gitlink) found.push(name.toString('utf8'))
    at = version === 4 ? end + 1 : at + ((end - at + 8) & ~7)
  }
  return found
}

/** A number as packs have it for offsets: seven bits a byte, the highest first, each step counted once. */
function readOffset(index: Buffer, start: number): { value: number; end: number } {
  let at = start
  let value = (index[at] ?? 0) & 0x7f
  while (((index[at] ?? 0) & 0x80) !== 0 && at - start < 5) {
    at += 1
    value = (value + 1) * 128 + ((index[at] ?? 0) & 0x7f)
  }
  return { value, end: at + 1 }
}
