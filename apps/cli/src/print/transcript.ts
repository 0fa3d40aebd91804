import type { Exchange, ModelCall } from '@harness/sdk'
import { shorten } from './format.ts'
import { plainLine, plainText } from './plain-text.ts'

/** One model call in a line, with the sizes of what went over the wire. */
export function callRow(call: ModelCall, exchanges: readonly Exchange[] | null): string {
  const sizes = exchanges?.map(
    ({ request, response }) =>
      `${kilobytes(request.body)} out, ${response ? kilobytes(response.body) : 'nothing'} back`,
  )
  const what = sizes?.join('; ') ?? 'nothing kept'
  const number = String(call.call).padStart(4)
  const why = call.message === null ? '' : `\n      ${plainLine(call.message)}`
  return `${number}  ${call.outcome.padEnd(9)}  ${shorten(plainLine(call.model), 48)}  ${what}${why}\n`
}

const kilobytes = (text: string) => `${(Buffer.byteLength(text) / 1000).toFixed(1)} kB`

/**
 * The requests of a call and their answers as they went over the wire.
 * @param isTerminal What a model or a server wrote must not move its cursor.
 */
export function printExchanges(
  call: ModelCall,
  exchanges: readonly Exchange[] | null,
  isTerminal: boolean,
): string {
  const attempt = call.attempt > 1 ? `, attempt ${call.attempt}` : ''
  const why = call.message === null ? '' : `: ${call.message}`
  const head = `# Call ${call.call}, ${call.model}${attempt}: ${call.outcome}${why}\n`
  const none = '\nNothing of it was kept: its provider has no wire, or a power failure took it.\n'
  const text = head + (exchanges?.map(printExchange).join('') ?? none)
  return isTerminal ? plainText(text) : text
}

function printExchange({ request, response, broken, ms }: Exchange): string {
  const sent = `\n${request.method} ${request.url}\n${headerLines(request.headers)}\n${request.body}\n`
  const why = broken === undefined ? '' : `(${broken}) `
  if (!response) return `${sent}\n# No answer ${why}after ${ms} ms\n`
  const { status, headers, body, encoding = 'as it came', isWhole } = response
  const note = isWhole ? '' : `, not whole ${why}`.trimEnd()
  return `${sent}\n# Answer after ${ms} ms, ${encoding}${note}\n${status}\n${headerLines(headers)}\n${body}\n`
}

const headerLines = (headers: Readonly<Record<string, string>>) =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('')
