import { loginMcpServer } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { UsageError } from '../outcome/usage-error.ts'
import { configOptions } from '../parse/config-options.ts'
import { loginFlags } from '../parse/mcp-flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { openBrowser } from '../person/open-browser.ts'
import { watchSignals } from '../person/watch-signals.ts'
import { plainLine } from '../print/plain-text.ts'

/** `harness mcp login NAME`: by a browser of this machine. */
export async function mcpLogin(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, loginFlags)
  const [name, ...more] = positionals
  if (name === undefined)
    throw new UsageError('Where? harness mcp login NAME; harness mcp list has them all.')
  refuseWords('mcp login NAME', more)
  const stop = new AbortController()
  const say = (text: string) => void process.stderr.write(`${plainLine(text)}\n`)
  const end = () => stop.abort('stop')
  watchSignals({ cancel: end, stop: end, leave: () => undefined })
  try {
    const outcome = await loginMcpServer({
      ...configOptions(values),
      name,
      signal: stop.signal,
      onNotice: say,
      async open(url) {
        say('Say yes in a browser of this machine, at this address:')
        process.stderr.write(`\n  ${plainLine(url)}\n\n`)
        if (!values['no-browser']) await openBrowser(url)
        say('Waiting for the browser to come back. Ctrl-C ends it.')
      },
    })
    if (outcome.kind === 'failed') {
      say(outcome.message)
      return exitCodes.failed
    }
    const { issuer, scope, renews, expiresAt } = outcome
    const rights = scope === undefined || scope === '' ? '' : ` for ${scope}`
    say(`Logged in at ${name}${rights}, by ${issuer}. ${endOf(renews, expiresAt)}`)
    return exitCodes.done
  } catch (error) {
    if (!stop.signal.aborted) throw error
    say('Not logged in: it was ended here.')
    return exitCodes.interrupted
  }
}

function endOf(renews: boolean, expiresAt: number | undefined): string {
  if (renews) return 'It is renewed by itself.'
  if (expiresAt === undefined) return ''
  return `It ends at ${new Date(expiresAt).toISOString()}: then log in again.`
}
