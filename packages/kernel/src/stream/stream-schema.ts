import { z } from 'zod'
import { StreamEvent, streamVersion } from './stream-event.ts'

/**
 * The JSON Schema (draft 7) of one line of the public stream, for programs in other languages. Its objects are open, as
 * readers pass over fields that they do not know; a type it does not have is of a later harness.
 */
export function streamSchema(id: string): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(StreamEvent, { target: 'draft-7', io: 'input' })
  return {
    $schema,
    $id: id,
    $comment: `version ${streamVersion}`,
    title: 'A line of the public stream of Harness',
    ...rest,
  }
}
