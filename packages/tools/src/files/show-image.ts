import { type ActContext, failed, type ToolResult } from '@harness/kernel'
import { imageType } from './image-type.ts'
import { loadFile } from './load-file.ts'

/** Bytes that most providers take. */
const most = 5 * 1024 * 1024

/**
 * An image for a model that sees: its bytes are an artifact, so that the log stays small. Undefined when the file is none.
 */
export async function showImage(
  { path, name }: { path: string; name: string },
  { artifacts }: Pick<ActContext, 'artifacts'>,
): Promise<ToolResult | undefined> {
  const file = await loadFile(path, name)
  if (file === null || 'code' in file) return undefined
  const { bytes, hash } = file
  const mediaType = imageType(bytes)
  if (!mediaType) return undefined
  if (bytes.length > most) {
    const size = `${name} is an image of ${bytes.length} bytes; models take up to ${most}.`
    return failed('too_large', `${size} Make it smaller with a command.`)
  }
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
