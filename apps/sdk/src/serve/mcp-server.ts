import { kernelVersion } from '@harness/kernel'
import { McpServer } from '@modelcontextprotocol/server'
import type { Connection } from './connection.ts'
import { ParkedRuns } from './runs/parked-runs.ts'
import type { Serving } from './serving.ts'
import { cancelTool } from './tools/cancel-tool.ts'
import { guard } from './tools/guarded.ts'
import { runTool } from './tools/run-tool.ts'
import { sessionTool } from './tools/session-tool.ts'
import { sessionsTool } from './tools/sessions-tool.ts'

const instructions =
  'A coding agent that works in one folder. Give it tasks with run; its sessions are kept, and run goes on with one by its id.'

/** Makes the server of each connection; the runs, and what they ask, are common to all. */
export function mcpServers(serving: Serving): (era: Connection['era']) => McpServer {
  const common = { serving, parked: new ParkedRuns(), guard: guard(serving) }
  return (era) => {
    const info = { name: 'harness', title: 'Harness', version: kernelVersion }
    const mcp = new McpServer(info, {
      instructions,
      capabilities: { tools: { listChanged: false } },
      maxToolInputElements: 100,
    })
    for (const add of [runTool, sessionsTool, sessionTool, cancelTool]) add(mcp, { ...common, era })
    return mcp
  }
}
