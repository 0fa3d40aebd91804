import { testMcpServers, type TestedServer } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { configOptions } from '../parse/config-options.ts'
import { serverListFlags } from '../parse/mcp-flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { watchSignals } from '../person/watch-signals.ts'
import { plainLine } from '../print/plain-text.ts'
import { serverReport } from '../print/server-report.ts'

/** `harness mcp test [NAME…]`: fails when one of them does. */
export async function mcpTest(args: readonly string[]): Promise<number> {
  const { values, positionals: names } = await parseFlags(args, serverListFlags)
  const stop = new AbortController()
  let exitCode: number | undefined
  const end = (code: number) => {
    exitCode = code
    stop.abort('stop')
  }
  watchSignals({ cancel: () => end(exitCodes.interrupted), stop: end, leave: () => undefined })
  try {
    const tested = await testMcpServers({
      ...configOptions(values),
      names,
      signal: stop.signal,
      onNotice: (text) => void process.stderr.write(`${plainLine(text)}\n`),
    })
    process.stdout.write(
      values.json ? `${JSON.stringify(tested, null, 2)}\n` : serverReport(tested, process.stdout),
    )
    return exitCode ?? (tested.some(isBroken) ? exitCodes.failed : exitCodes.done)
  } catch (error) {
    if (exitCode === undefined) throw error
    return exitCode
  }
}

const isBroken = ({ state }: TestedServer): boolean => state === 'failed'
