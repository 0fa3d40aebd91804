import { join } from 'node:path'
import type { Session, ValueRedactor } from '@harness/kernel'
import { serverIds } from '@harness/mcp'
import type { Options } from '../options.ts'
import type { Scratch } from '../setup/scratch.ts'
import type { Talking } from '../setup/talking-to.ts'
import { roleOf } from '../subagents/role-of.ts'
import { askForServer } from './ask-for-server.ts'
import { attachServers, type AttachedServers } from './attach-servers.ts'
import { callAt } from './call-at.ts'
import type { GatheredServers } from './gather-servers.ts'
import { loginsIn } from './logins-in.ts'
import { RunningCalls } from './running-calls.ts'
import { sampleModel } from './sample-model.ts'
import { wallOf } from './wall-of.ts'

export interface ServerHost {
  gathered: GatheredServers
  /** The session of the run. */
  session: Session
  /** Those that this process drives, by id. */
  live: ReadonlyMap<string, Session>
  env: Readonly<Record<string, string | undefined>>
  options: Pick<Options, 'onAsk' | 'onNotice' | 'signal'>
  redactor: ValueRedactor
  /** Where logins are kept. */
  home: string
  talking: Talking
  scratch: Scratch
  /** The harness's own folders. */
  hidden: readonly string[]
}

/** Requests of one call to the model, and forms that it has the person fill in. */
const mostSamples = 20
const mostForms = 20

/** The servers of a run, with what they are given: its folder, a sandbox, its person. Nothing is started yet. */
export function serversOf(host: ServerHost): AttachedServers {
  const { gathered, session, live, env, options, redactor, home, talking, scratch, hidden } = host
  const workspace = session.state.identity.workspace ?? process.cwd()
  const ids = serverIds(Object.keys(gathered.settings))
  const idOf = (server: string) => ids.get(server) ?? ''
  const calls = new RunningCalls()
  const { onAsk } = options
  const callOf = (server: string) => {
    if ((calls.count(idOf(server), 'person') ?? 0) > mostForms) return undefined
    const newest = calls.newest(idOf(server))
    const call = newest && callAt(live.get(newest.session), newest.seq)
    return call && { ...call, agent: roleOf(call.sessionId, live), signal: newest.signal }
  }
  const sample = sampleModel({
    talking,
    spent: (server, usage) => calls.spent(idOf(server), usage),
    keyOf(server) {
      const id = idOf(server)
      const number = calls.count(id, 'model')
      if (number === undefined) throw new Error('No call of this server is under way.')
      if (number > mostSamples) throw new Error('It asks the model without end.')
      return `${calls.newest(id)?.key}.sample.${number}`
    },
  })
  const wall = wallOf({
    walls: gathered.walls,
    workspace,
    hidden,
    scratch: (server) => join(scratch.session(session.id), 'servers', idOf(server)),
  })
  const servers = attachServers({
    gathered,
    workspace,
    environment: env,
    redactor,
    signal: options.signal ?? new AbortController().signal,
    onNotice: (text) => options.onNotice?.(text),
    calls,
    wrap: wall.wrap,
    sample,
    vault: loginsIn(home, (secret) => redactor.add(secret)),
    secret: (token) => redactor.add(token),
    ...(onAsk && {
      ask: (question, { signal }) => askForServer(question, { ask: onAsk, callOf, signal }),
    }),
  })
  return {
    ...servers,
    async close() {
      await servers.close()
      // A command that still runs has the same places held.
      if (!session.state.open.some(({ type }) => type === 'task.started')) wall.clear()
    },
  }
}
