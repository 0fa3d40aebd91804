import { join } from 'node:path'
import type { Redactor, Session } from '@harness/kernel'
import { serverIds } from '@harness/mcp'
import type { Options } from '../options.ts'
import type { Scratch } from '../setup/scratch.ts'
import { askForServer } from './ask-for-server.ts'
import { attachServers, type AttachedServers } from './attach-servers.ts'
import { callAt } from './call-at.ts'
import type { GatheredServers } from './gather-servers.ts'
import { RunningCalls } from './running-calls.ts'
import { wallOf } from './wall-of.ts'

export interface ServerHost {
  gathered: GatheredServers
  /** The session of the run. */
  session: Session
  /** Those that this process drives, by id. */
  live: ReadonlyMap<string, Session>
  env: Readonly<Record<string, string | undefined>>
  options: Pick<Options, 'onAsk' | 'onNotice' | 'signal'>
  redactor: Redactor
  scratch: Scratch
  /** The harness's own folders. */
  hidden: readonly string[]
}

/** The servers of a run, with what they are given: its folder, a sandbox, its person. Nothing is started yet. */
export function serversOf(host: ServerHost): AttachedServers {
  const { gathered, session, live, env, options, redactor, scratch, hidden } = host
  const workspace = session.state.identity.workspace ?? process.cwd()
  const ids = serverIds(Object.keys(gathered.settings))
  const calls = new RunningCalls()
  const { onAsk } = options
  const callOf = (server: string) => {
    const newest = calls.newest(ids.get(server) ?? '')
    const call = newest && callAt(live.get(newest.session), newest.seq)
    return call && { ...call, agent: call.sessionId === session.id ? null : 'subagent' }
  }
  const wrap = wallOf({
    walls: gathered.walls,
    workspace,
    hidden,
    scratch: (server) =>
      join(scratch.session(session.id), 'servers', serverIds([server]).get(server) ?? ''),
  })
  return attachServers({
    gathered,
    workspace,
    environment: env,
    redactor,
    signal: options.signal ?? new AbortController().signal,
    onNotice: (text) => options.onNotice?.(text),
    calls,
    ...(wrap && { wrap }),
    ...(onAsk && {
      ask: (question, { signal }) => askForServer(question, { ask: onAsk, callOf, signal }),
    }),
  })
}
