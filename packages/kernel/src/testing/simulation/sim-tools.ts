// Tools that do every kind of thing to the simulated machine.
import { z } from 'zod'
import {
  defineTool,
  textContent,
  type ActContext,
  type Tool,
  type ToolResult,
} from '../../index.ts'
import type { SimProcess } from './sim-process.ts'
import type { SimWorld } from './sim-world.ts'

const done = (text: string): ToolResult => ({ kind: 'done', content: textContent(text) })
const failed = (text: string): ToolResult => ({
  kind: 'failed',
  code: 'sim',
  content: textContent(text),
})

export function simTools(world: SimWorld, process: SimProcess): Tool[] {
  const act = (context: ActContext) =>
    process.reach(() => {
      const [session = '', seq] = context.key.split('/')
      world.perform(session, Number(seq))
    })
  return [
    defineTool({
      name: 'read',
      description: '',
      input: z.object({ text: z.string() }),
      effect: 'pure',
      run: ({ text }) => process.reach(() => done(text)),
    }),
    ...['send', 'careful'].map((name) =>
      defineTool({
        name,
        description: '',
        input: z.object({}),
        effect: 'other',
        run: async (_, __, context) => {
          await act(context)
          return world.chance(0.1) ? failed('refused') : done('sent')
        },
      }),
    ),
    writeTool(world, process),
    commandTool(world),
    agentTool(),
    questionTool(),
    tasksTool(world),
    defineTool({
      name: 'finish',
      description: '',
      input: z.object({}),
      effect: 'pure',
      run: async () => ({ kind: 'done', content: textContent('bye'), endsRun: true }),
    }),
  ]
}

const Facts = z.object({ before: z.string(), after: z.string() })

/** Appends a word to a file: idempotent, because it knows what the file was before and will be after. */
function writeTool(world: SimWorld, process: SimProcess): Tool {
  const read = () => world.files.get('f') ?? ''
  return defineTool({
    name: 'write',
    description: '',
    input: z.object({ word: z.string() }),
    effect: 'idempotent',
    prepare: ({ word }) =>
      process.reach(() => ({
        kind: 'ready',
        prepared: {
          effect: 'idempotent',
          access: 'edit',
          locks: ['f'],
          facts: { before: read(), after: `${read()} ${word}` },
        },
      })),
    run: async (_, prepared, context) => {
      const { before, after } = Facts.parse(prepared.facts)
      return process.reach(() => {
        if (read() !== before) return failed('changed meanwhile')
        const [session = '', seq] = context.key.split('/')
        world.perform(session, Number(seq))
        world.files.set('f', after)
        return done('written')
      })
    },
    recover: async (_, prepared) => {
      const { before, after } = Facts.parse(prepared.facts)
      return process.reach(() => {
        if (read() === after) return done('written')
        return read() === before ? undefined : failed('neither before nor after')
      })
    },
  })
}

const commandTool = (world: SimWorld): Tool =>
  defineTool({
    name: 'command',
    description: '',
    input: z.object({}),
    effect: 'other',
    prepare: async () => ({
      kind: 'ready',
      prepared: {
        effect: 'other',
        access: 'command',
        execution: world.pick(['inline', 'background', 'auto']),
        task: {
          kind: 'command',
          argv: ['true'],
          cwd: '/',
          env: {},
          timeoutMs: 1000,
          outputCap: 1000,
        },
      },
    }),
  })

/** Asks a person, where there is one. */
const questionTool = (): Tool =>
  defineTool({
    name: 'question',
    description: '',
    input: z.object({}),
    effect: 'pure',
    prepare: async () => ({
      kind: 'ready',
      prepared: { effect: 'pure', access: 'none', question: { text: 'Really?' } },
    }),
    run: async (_, __, { answer }) => (answer === undefined ? failed('nobody') : done(answer)),
  })

/** Waits for a task of the session, or ends it. */
const tasksTool = (world: SimWorld): Tool =>
  defineTool({
    name: 'tasks',
    description: '',
    input: z.object({}),
    effect: 'pure',
    run: async (_, __, { tasks, signal }) => {
      const task = world.pick([0, ...(await tasks.list()).map((one) => one.task)])
      if (world.chance(0.3)) await tasks.cancel(task)
      const seen = await tasks.wait(task, { ms: world.below(100), signal })
      return done(seen?.status ?? 'none')
    },
  })

const agentTool = (): Tool =>
  defineTool({
    name: 'agent',
    description: '',
    input: z.object({ background: z.boolean() }),
    effect: 'other',
    prepare: async ({ background }) => ({
      kind: 'ready',
      prepared: {
        effect: 'other',
        access: 'none',
        execution: background ? 'background' : 'inline',
        task: {
          kind: 'subagent',
          role: 'general',
          prompt: 'help',
          limits: { maxTurns: 4, maxAttempts: 3, retryBaseMs: 1, retryCapMs: 10 },
        },
      },
    }),
  })
