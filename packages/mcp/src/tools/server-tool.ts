import { Json, type Tool } from '@harness/kernel'
import { z } from 'zod'
import type { ServerConnection } from '../connection/server-connection.ts'
import { plainLine } from '../fault/plain-text.ts'
import { callServer } from './call-server.ts'
import type { ListedTool } from './list-tools.ts'
import { mayDo, prepareCall } from './prepare-call.ts'
import { CallAnswer, resultOf } from './result-of.ts'

/** A tool of a server as one of the kernel's. It outlives the connection: a server that ended is started again. */
export function serverTool(connection: ServerConnection, listed: ListedTool, name: string): Tool {
  const { description, input, readOnly } = listed
  return {
    name,
    description,
    input,
    effect: mayDo(connection, readOnly).effect,
    prepare: async (given) =>
      prepareCall(connection, { name: listed.name, input: given, readOnly }),
    run: (given, _prepared, context) =>
      callServer(connection, context, async (link) => {
        const answer = await link.request(
          {
            method: 'tools/call',
            params: { name: listed.name, arguments: argumentsOf(given) },
            schema: input,
          },
          CallAnswer,
          {
            signal: context.signal,
            progress: ({ progress, total, message }) => {
              const far = total === undefined ? String(progress) : `${progress}/${total}`
              context.progress(plainLine(`${far} ${message ?? ''}`).slice(0, 200))
            },
          },
        )
        return resultOf(answer, context)
      }),
  }
}

const argumentsOf = (input: Json): Record<string, Json> => z.record(z.string(), Json).parse(input)
