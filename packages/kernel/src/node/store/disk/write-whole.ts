import type { DiskFile } from './disk.ts'

/** Appends all of the bytes, going on after short writes. A rejection may leave a part of them in the file. */
export async function writeWhole(file: DiskFile, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const written = file.append(done === 0 ? bytes : bytes.subarray(done))
    const count = typeof written === 'number' ? written : await written
    if (count === 0) throw Object.assign(new Error('a write wrote nothing'), { code: 'EIO' })
    done += count
  }
}
