import {
  inputRequired,
  type CallToolResult,
  type InputRequiredResult,
  type McpServer,
  type ServerContext,
} from '@modelcontextprotocol/server'
import { askClient } from '../asks/ask-client.ts'
import { canElicit } from '../asks/can-elicit.ts'
import { ParkedAsks } from '../asks/parked-asks.ts'
import type { Connection } from '../connection.ts'
import { Refused } from '../refused.ts'
import type { LiveRun } from '../runs/live-run.ts'
import { reportProgress } from '../runs/report-progress.ts'
import { beginRun } from './begin-run.ts'
import { RunInput, RunOutput } from './run-input.ts'
import { toldResult } from './told-result.ts'

const description = `Gives a task to a coding agent that works in this folder: it reads and changes files and runs commands,
as far as the person who started this server allows. What is not allowed is asked by elicitation where the client can
show it to a person, and denied otherwise. Runs until the task is done, and answers what the agent said last.`

/** `run`: does a task to its end, or goes on with a session. */
export function runTool(mcp: McpServer, connection: Connection): void {
  const config = {
    title: 'Run a task',
    description: description.replaceAll('\n', ' '),
    inputSchema: RunInput,
    outputSchema: RunOutput,
    annotations: { readOnlyHint: false, destructiveHint: true, openWorldHint: true },
  }
  const round = connection.era === 'modern' ? runInRounds : runInOne
  mcp.registerTool('run', config, (input, context) =>
    connection.guard(() => round(input, { mcp, context, connection })),
  )
}

interface Round {
  mcp: McpServer
  context: ServerContext
  connection: Connection
}

/** One request from the task to the result; asks are requests of the server's beside it. */
async function runInOne(
  input: RunInput,
  { mcp, context, connection: { serving } }: Round,
): Promise<CallToolResult> {
  const onAsk = serving.asks && canElicit(mcp, context) ? askClient(context) : undefined
  const run = await beginRun(serving, input, onAsk)
  return toldResult(await attended(run, context, () => run.result))
}

/** A request goes until something is asked; the next one brings the answers. */
async function runInRounds(
  input: RunInput,
  { mcp, context, connection: { serving, parked } }: Round,
): Promise<CallToolResult | InputRequiredResult> {
  const handle = context.mcpReq.requestState<string>()
  const asks = new ParkedAsks()
  const begun = async () => {
    const onAsk = serving.asks && canElicit(mcp, context) ? asks.ask : undefined
    return parked.keep(await beginRun(serving, input, onAsk), asks)
  }
  const known = handle === undefined ? await begun() : parked.take(handle)
  if (!known) {
    throw new Refused(
      'This run waits for no answer any more. Its session is kept: sessions lists it, run goes on with it.',
    )
  }
  known.asks.answer(context.mcpReq.inputResponses ?? {})
  const result = await attended(known.run, context, () =>
    Promise.race([known.run.result, known.asks.opened]),
  )
  if (result) {
    parked.drop(known.handle)
    return toldResult(result)
  }
  parked.park(known)
  return inputRequired({ inputRequests: known.asks.requests(), requestState: known.handle })
}

/** Waits for a run, and tells its client what it does. A client that cancels, or goes away meanwhile, cancels it. */
async function attended<T>(
  run: LiveRun,
  context: ServerContext,
  wait: () => Promise<T>,
): Promise<T> {
  const { signal } = context.mcpReq
  const connected = context.http?.req?.signal
  const gone = connected ? AbortSignal.any([signal, connected]) : signal
  const interrupt = () => void run.interrupt()
  gone.addEventListener('abort', interrupt)
  if (gone.aborted) interrupt()
  const report = reportProgress(context.mcpReq)
  run.watch(report.event)
  try {
    return await wait()
  } finally {
    run.watch()
    report.end()
    gone.removeEventListener('abort', interrupt)
  }
}
