import { boundText, type Json, type Preparation, type Prepared } from '@harness/kernel'
import type { ServerConnection } from '../connection/server-connection.ts'

/** Bytes of the arguments that a person is shown. */
const mostPreview = 4096

/** What a server may do: what it says of itself counts where the person trusts it, and else nothing does. */
export const mayDo = (
  { isTrusted }: ServerConnection,
  readOnly: boolean,
): Pick<Prepared, 'effect' | 'access'> =>
  isTrusted && readOnly
    ? { effect: 'pure', access: 'read' }
    : { effect: 'other', access: 'network' }

/** The look at a call. Nothing is asked of the server: whether the arguments fit its schema is for it to say. */
export function prepareCall(
  connection: ServerConnection,
  { name, input, readOnly }: { name: string; input: Json; readOnly: boolean },
): Preparation {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    const message = `The input of ${name} must be an object with the keys of its schema. Call it again with one.`
    return { kind: 'invalid', code: 'invalid_input', message }
  }
  return {
    kind: 'ready',
    prepared: {
      ...mayDo(connection, readOnly),
      server: connection.server.id,
      // `mcp(docs/*)` is every tool of a server; its tools cannot name another one.
      target: `${connection.server.id}/${name}`,
      preview: boundText(JSON.stringify(input, null, 2), mostPreview),
    },
  }
}
