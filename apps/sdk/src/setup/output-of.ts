import { Json, type Session } from '@harness/kernel'
import type { Options } from '../options.ts'
import { SdkError } from '../sdk-error.ts'

/** The schema of the last reply. A resumed session keeps its own unless another is given. */
export function outputOf(
  session: Session,
  { outputSchema }: Pick<Options, 'outputSchema'>,
): Json | undefined {
  if (outputSchema === undefined) return session.state.identity.configuration?.output
  const schema = Json.safeParse(outputSchema)
  if (schema.success && outputSchema['type'] === 'object') return schema.data
  throw new SdkError(
    'invalid_option',
    'outputSchema is no JSON Schema of an object: it is plain data, and its "type" is "object".',
  )
}
