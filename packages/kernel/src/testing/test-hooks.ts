import assert from 'node:assert/strict'
import { HookAnswer, HookEvent, type HookContext, type HookOccasion, type Hooks } from '../index.ts'
import { checksOn, type ContractSuite } from './contract-suite.ts'

/** Hooks to look at: each kind has one hook, for `PreToolUse` of the tool `echo` and for every other event. */
export interface HooksStage {
  /** It says no to everything. */
  denying: Hooks
  /** It crashes. */
  broken: Hooks
  /** It never answers, and has all the time in the world. */
  hanging: Hooks
  close?(): Promise<void>
}

const ofCall = { tool: 'echo', call: '3.0', input: { text: 'a "b" \n 🍷' } } as const

const occasions: readonly HookOccasion[] = [
  { event: 'SessionStart', source: 'startup' },
  { event: 'SessionEnd', reason: 'done' },
  { event: 'UserPromptSubmit', prompt: 'Say "so" 🍷\r\n' },
  { event: 'PreToolUse', ...ofCall },
  { event: 'PermissionRequest', reason: 'It writes.', ...ofCall },
  { event: 'PostToolUse', output: 'a', ...ofCall },
  { event: 'PostToolUseFailure', output: 'a', ...ofCall },
  { event: 'Stop', again: false, reply: 'Done.' },
  { event: 'SubagentStop', again: true, reply: '' },
  { event: 'PreCompact', reason: 'asked', focus: 'names' },
  { event: 'Notification', kind: 'permission', message: 'It asks.' },
]

/** Events at which a hook that breaks must not be taken for one that agrees. */
const deciding: ReadonlySet<HookEvent> = new Set([
  'UserPromptSubmit',
  'PreToolUse',
  'PermissionRequest',
  'PreCompact',
])

const context = (signal = new AbortController().signal): HookContext => ({
  signal,
  session: 's1',
  workspace: '/',
  mode: 'ask',
  recovering: false,
})

/** The contract of `Hooks`: an answer for each hook, closed where one breaks, and never a rejection but the signal's. */
export function testHooks(
  name: string,
  makeStage: () => Promise<HooksStage>,
  suite: ContractSuite,
): void {
  const check = checksOn(name, makeStage, suite)

  check('names its events, and answers every one of them in its own name', async ({ denying }) => {
    assert.deepEqual(denying.events.toSorted(), HookEvent.options.toSorted())
    for (const occasion of occasions) {
      const answers = await denying.run(occasion, context())
      assert.equal(answers.length, 1, occasion.event)
      for (const answer of answers) {
        assert.deepEqual(HookAnswer.parse(answer), answer)
        assert.equal(answer.event, occasion.event)
        assert.notEqual(answer.hook, '')
      }
    }
  })
  check('what is denied where a say counts is a denial', async ({ denying }) => {
    for (const occasion of occasions.filter(({ event }) => deciding.has(event))) {
      const [answer] = await denying.run(occasion, context())
      assert.equal(answer?.decision, 'deny', occasion.event)
      assert.ok(answer.reason, occasion.event)
    }
  })
  check('a hook that breaks says so, and denies where its say counts', async ({ broken }) => {
    for (const occasion of occasions) {
      const [answer] = await broken.run(occasion, context())
      assert.equal(answer?.failed, true, occasion.event)
      assert.ok(answer.reason, occasion.event)
      const denies = answer.decision === 'deny'
      assert.equal(denies, deciding.has(occasion.event), `${occasion.event}: ${answer.decision}`)
    }
  })
  check('what does not concern a hook is not its business', async ({ denying }) => {
    const other = { event: 'PreToolUse' as const, ...ofCall, tool: 'other' }
    assert.deepEqual(await denying.run(other, context()), [])
  })
  check('lets go when its signal fires', async ({ hanging }) => {
    const stop = new AbortController()
    const running = hanging.run({ event: 'PreToolUse', ...ofCall }, context(stop.signal))
    setTimeout(() => stop.abort('enough'), 50)
    await assert.rejects(running, (reason: unknown) => reason === 'enough')
  })
}
