import { serveMcp, type ServedOptions, type ServeHttp } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { UsageError } from '../outcome/usage-error.ts'
import { compileNoSchemas } from '../parse/compile-no-schemas.ts'
import { serveFlags } from '../parse/flags.ts'
import { atLeastZero } from '../parse/numbers.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { runOptions } from '../parse/run-options.ts'
import { serverToken } from '../parse/server-token.ts'
import { watchSignals } from '../person/watch-signals.ts'

/** How long a client has to read what is left, in milliseconds. */
const farewellMs = 2_000

/** `harness mcp serve`: over standard input and output, or with `--http [PORT]` on the loopback. */
export async function mcpServe(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, serveFlags)
  const [word, ...more] = positionals
  refuseWords('mcp serve', values.http ? more : positionals)
  const port = values.http ? portOf(word) : undefined
  await compileNoSchemas()
  const options: ServedOptions = { ...runOptions(values), onNotice: say }
  const stop = new AbortController()
  let exitCode: number = exitCodes.done
  const end = (code: number) => {
    exitCode = code
    stop.abort('stop')
  }
  watchSignals({ cancel: () => end(exitCodes.interrupted), stop: end, leave: () => undefined })
  const transport = port === undefined ? 'stdio' : httpOn(port)
  if (transport === 'stdio' && process.stdin.isTTY)
    say('A client speaks here, line by line: this is for programs that start it. Ctrl-D ends it.')
  const asks = values['approval-mode'] !== 'never'
  await serveMcp({ options, transport, asks, signal: stop.signal })
  // A client that reads no more keeps nobody here.
  setTimeout(() => process.exit(exitCode), farewellMs).unref()
  return exitCode
}

function httpOn(port: number): ServeHttp {
  const { token, isOurs } = serverToken()
  const how = isOurs ? ` with the header "Authorization: Bearer ${token}"` : ''
  return {
    port,
    token,
    onListening: (url) =>
      say(`Serving ${url}${how}.${isOurs ? '' : ' The token is that of HARNESS_MCP_TOKEN.'}`),
  }
}

/** Without a word, one that is free. */
function portOf(word: string | undefined): number {
  const port = atLeastZero('http', word) ?? 0
  if (port <= 65_535) return port
  throw new UsageError(`--http is a port below 65536; not ${port}.`)
}

const say = (text: string) => void process.stderr.write(`harness: ${text}\n`)
