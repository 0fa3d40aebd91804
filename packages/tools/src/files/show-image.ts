import { type ActContext, failed, type ToolResult } from '@harness/kernel'
import { faultOf } from './fault.ts'
import { imageType } from './image-type.ts'
import { loadFile, openFile } from './load-file.ts'

/** Bytes that most providers take. */
const most = 5 * 1024 * 1024

/**
 * An image for a model that sees: its bytes are an artifact, so that the log stays small. Undefined when the file is none.
 */
export async function showImage(
  { path, name }: { path: string; name: string },
  { artifacts }: Pick<ActContext, 'artifacts'>,
): Promise<ToolResult | undefined> {
  const size = await imageSize(path)
  if (size === undefined) return undefined
  if (size > most) {
    const what = `${name} is an image of ${size} bytes; models take up to ${most}.`
    return failed('too_large', `${what} Make it smaller with a command.`)
  }
  const file = await loadFile(path, name)
  if (file === null || 'code' in file) return undefined
  const { bytes, hash } = file
  const mediaType = imageType(bytes)
  if (!mediaType) return undefined
  const artifact = await artifacts.put(bytes)
  return {
    kind: 'done',
    content: [
      { type: 'text', text: `${name} (${mediaType}, ${bytes.length} bytes):` },
      { type: 'image', mediaType, artifact },
    ],
    files: [{ path, hash }],
  }
}

/** By its first bytes alone, so that a huge one is told to be an image too; undefined when it is none. */
async function imageSize(path: string): Promise<number | undefined> {
  try {
    const { file, size } = await openFile(path)
    try {
      const { buffer } = await file.read(Buffer.alloc(12), 0, 12, 0)
      return imageType(buffer) === undefined ? undefined : size
    } finally {
      await file.close()
    }
  } catch (error) {
    faultOf(error, path)
    return undefined
  }
}
