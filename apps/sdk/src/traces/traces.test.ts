import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSession } from '@harness/kernel'
import { fileSessions, systemRuntime } from '@harness/kernel/node'
import { subagentsIn } from '@harness/traces'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { poke, says, scripted } from '../__fixtures__/scripted.ts'
import {
  exportSession,
  exportTrace,
  findSession,
  importTrace,
  listSessions,
  readConversation,
  readState,
  readTrace,
  readSession,
  run,
  type AtifTrajectory,
  type Event,
} from '../index.ts'

let folder = ''
let home = ''
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'harness-traces-')))
  home = join(folder, 'home')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const child = {
  trajectory_id: 'child',
  agent: { name: 'helper', version: '2' },
  steps: [
    { step_id: 1, source: 'user' as const, message: 'look' },
    { step_id: 2, source: 'agent' as const, message: 'nothing there' },
  ],
}

const trajectory: AtifTrajectory = {
  schema_version: 'ATIF-v1.7',
  session_id: 'theirs',
  agent: { name: 'other agent', version: '1.2', model_name: 'openai/gpt-4o' },
  steps: [
    { step_id: 1, source: 'system', message: 'You are another agent.' },
    { step_id: 2, source: 'user', message: 'Go.', timestamp: '2020-01-02T03:04:05Z' },
    {
      step_id: 3,
      source: 'agent',
      message: 'I send somebody.',
      timestamp: '2020-01-02T03:04:15Z',
      tool_calls: [{ tool_call_id: 'a', function_name: 'send', arguments: { to: 'there' } }],
      observation: {
        results: [
          {
            source_call_id: 'a',
            content: 'nothing',
            subagent_trajectory_ref: [{ trajectory_id: 'child' }],
          },
        ],
      },
      metrics: { prompt_tokens: 12, completion_tokens: 3 },
    },
    { step_id: 4, source: 'agent', message: 'Nothing there.' },
  ],
  subagent_trajectories: [child],
}

async function eventsOf(id: string): Promise<Event[]> {
  const events: Event[] = []
  for await (const event of readSession(id, { home })) events.push(event)
  return events
}

describe('a trajectory that is imported', () => {
  const imported = () => importTrace(trajectory, { cwd: folder, home })

  it('is a session of the folder, with its subagent, at the times that it tells', async () => {
    const { session, subagents, ...about } = await imported()
    expect(about).toEqual({ agent: { name: 'other agent', version: '1.2' }, steps: 4 })
    const [listed, ...more] = await listSessions({ cwd: folder, home })
    expect(more).toEqual([])
    expect(listed).toMatchObject({ id: session })
    expect((await findSession(session, { home })).subagents).toEqual(subagents)
    const events = await eventsOf(session)
    expect(new Date(events[0]!.at).toISOString()).toBe('2020-01-02T03:04:05.000Z')
    expect(new Date(events.at(-1)!.at).toISOString()).toBe('2020-01-02T03:04:15.000Z')
    const shown = await exportSession(session, { home })
    expect(shown).toMatchObject({ title: 'Go.', workspace: folder, model: 'openai/gpt-4o' })
    expect(await exportSession(subagents[0]!, { home })).toMatchObject({
      parent: session,
      workspace: folder,
      title: 'look',
    })
  })

  it('is written again as it was read', async () => {
    const { session, subagents } = await imported()
    expect(subagents).toHaveLength(1)
    const again = await exportTrace(session, { format: 'atif', home })
    expect(again).toEqual({
      ...trajectory,
      trajectory_id: session,
      subagent_trajectories: [{ ...child, schema_version: 'ATIF-v1.7', session_id: subagents[0] }],
    })
  })

  it('goes on, with a model of ours that reads all of it', async () => {
    const { session } = await imported()
    const requests: string[] = []
    const provider = scripted((request) => {
      requests.push(JSON.stringify(request.messages))
      return says('I go on.')
    })
    const options = {
      home,
      provider,
      resume: session,
      permissionMode: 'bypassPermissions' as const,
    }
    expect(await run({ prompt: 'And now?', options })).toMatchObject({ sessionId: session })
    for (const word of ['Go.', 'I send somebody.', 'nothing', 'Nothing there.', 'And now?']) {
      expect(requests[0]).toContain(word)
    }
    const again = await exportTrace(session, { format: 'atif', home })
    expect(again.steps!.slice(0, 4)).toEqual(trajectory.steps)
    expect(again.steps!.at(-1)).toMatchObject({ source: 'agent', message: 'I go on.' })
  })

  it('has a title where one is given, and no secret of this process', async () => {
    process.env['PLANTED_TOKEN'] = 'planted-0123456789'
    try {
      const told = structuredClone(trajectory)
      told.steps![1]!.message = 'Use planted-0123456789.'
      told.steps![0]!.message = 'It is planted-0123456789.'
      const { session } = await importTrace(told, { cwd: folder, home, title: 'Theirs' })
      expect(await exportSession(session, { home })).toMatchObject({ title: 'Theirs' })
      const all = JSON.stringify([
        await eventsOf(session),
        await exportTrace(session, { format: 'atif', home }),
      ])
      expect(all).toMatch(/Use \[secret:[0-9a-f]+\]\./)
      expect(all).not.toContain('planted-0123456789')
    } finally {
      delete process.env['PLANTED_TOKEN']
    }
  })

  it('leaves nothing behind when it is none', async () => {
    const bad = { agent: { name: 'x' }, steps: [] }
    await expect(importTrace(bad, { cwd: folder, home, name: 'run.json' })).rejects.toMatchObject({
      code: 'bad_trajectory',
      message: expect.stringMatching(/^run\.json is no ATIF trajectory:\n- agent\.version: /),
    })
    expect(await listSessions({ all: true, home })).toEqual([])
  })
})

describe('a session that is exported', () => {
  const provider = scripted((_, turn) =>
    turn === 0 ? says('I poke.', [['poke', { path: 'drum' }]]) : says('Poked.'),
  )

  it('has content only where it is wanted, and no secret of this process', async () => {
    const options = { cwd: folder, home, provider, tools: [poke] }
    const { sessionId } = await run({
      prompt: 'The word is planted-0123456789.',
      options: { ...options, permissionMode: 'bypassPermissions' },
    })
    const silent = JSON.stringify(await exportTrace(sessionId, { format: 'otlp', home }))
    expect(silent).toContain('execute_tool poke')
    expect(silent).not.toContain('I poke.')
    process.env['PLANTED_TOKEN'] = 'planted-0123456789'
    try {
      const telling = JSON.stringify([
        await exportTrace(sessionId, { format: 'otlp', content: true, home }),
        await exportTrace(sessionId, { format: 'atif', home }),
      ])
      expect(telling).toMatch(/The word is \[secret:[0-9a-f]+\]\./)
      for (const word of ['I poke.', 'gen_ai.system_instructions']) {
        expect(telling).toContain(word)
      }
      expect(telling).not.toContain('planted-0123456789')
    } finally {
      delete process.env['PLANTED_TOKEN']
    }
  })

  it('is told when there is none, or nothing in it', async () => {
    await expect(exportTrace('nobody', { format: 'atif', home })).rejects.toMatchObject({
      code: 'unknown_session',
    })
    const held = await fileSessions({ home }).create('empty')
    await openSession(held, { runtime: systemRuntime })
    await held.close()
    await expect(exportTrace('empty', { format: 'atif', home })).rejects.toMatchObject({
      code: 'unknown_session',
    })
    await expect(readState('empty', { home })).rejects.toMatchObject({ code: 'unknown_session' })
  })
})

it('a conversation of an import is what its model saw', async () => {
  const { session } = await importTrace(trajectory, { cwd: folder, home })
  const entries = await readConversation(session, { home })
  expect(entries.map(({ origin }) => origin)).toEqual(['person', 'model', 'tool', 'model'])
})

describe('a session that is looked at', () => {
  const sent = async () => {
    const provider = scripted(async ({ messages }, turn) => {
      if (JSON.stringify(messages[0]).includes('dear child')) {
        await new Promise((done) => setTimeout(done, 20))
        return says('Nothing.')
      }
      const input = { prompt: 'Look, dear child.' }
      return turn === 0 ? says('I send somebody.', [['subagent', input]]) : says('Nothing there.')
    })
    const permissionMode = 'bypassPermissions' as const
    return run({ prompt: 'Go.', options: { cwd: folder, home, provider, permissionMode } })
  }

  it('knows behind an event nothing of what a subagent did later', async () => {
    const { sessionId } = await sent()
    const events = await eventsOf(sessionId)
    const sending = events.find(({ type }) => type === 'task.started')!.seq
    const kinds = async (at: number) =>
      subagentsIn(await readTrace(sessionId, { home, at })).flatMap(({ steps }) =>
        steps.map(({ kind }) => kind),
      )
    expect(await kinds(sending)).not.toContain('end')
    expect(await kinds(events.length)).toContain('end')
  })

  it('has a context whose parts come to what the provider counted', async () => {
    const { sessionId } = await sent()
    const { context } = await readState(sessionId, { home })
    const sum = context.parts.reduce((all, { tokens }) => all + tokens, 0)
    expect(Math.abs(sum - context.tokens)).toBeLessThanOrEqual(context.parts.length)
  })
})
