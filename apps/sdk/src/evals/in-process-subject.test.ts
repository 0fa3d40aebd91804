import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  contentText,
  type Event,
  type Failure,
  type ModelRequest,
  type Provider,
  type SubjectNews,
  type SubjectWork,
} from '@harness/kernel'
import { fileSessions } from '@harness/kernel/node'
import { testSubject } from '@harness/kernel/testing'
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { says } from '../__fixtures__/scripted.ts'
import type { Options } from '../options.ts'
import { inProcessSubject } from './in-process-subject.ts'

/** What was said last, and how many replies ago. */
function asked({ messages }: ModelRequest): { said: string; turn: number } {
  const at = messages.findLastIndex(({ role }) => role === 'user')
  const message = messages[at]
  const said = message?.role === 'user' ? contentText(message.content) : ''
  return { said, turn: messages.slice(at).filter(({ role }) => role === 'assistant').length }
}

/** Does what is said, word by word: `tool {…} then answer`. */
const obedient: Provider = {
  name: 'obedient',
  async *stream(request, { signal }) {
    const { said, turn } = asked(request)
    const [, tool = '', input = '{}'] = /^(\w+) (\{.*\})/su.exec(said) ?? []
    if (turn > 0 && said.endsWith('slowly')) await sleep(1500, undefined, { signal })
    const isDone = turn > 0 && !said.endsWith('for ever')
    // Another call each time: nobody takes it for a circle.
    const given: unknown = JSON.parse(input.replaceAll('$TURN', String(turn)))
    yield isDone || tool === '' ? says('It is done.') : says('', [[tool, given]])
  },
}

const options = (more: Options = {}): Options => ({
  provider: obedient,
  contextChars: 0,
  permissionMode: 'trust',
  sandbox: { enabled: false },
  ...more,
})

const eventsIn = async (home: string, session: string) => {
  const events: Event[] = []
  for await (const event of (await fileSessions({ home }).reader(session)).read(1)) {
    events.push(event)
  }
  return events
}

testSubject(
  'the harness in this process',
  async () => ({
    subject: await inProcessSubject(options()),
    again: () => inProcessSubject(options()),
    tasks: {
      write: (path, text) => `write_file ${JSON.stringify({ path, content: text })}`,
      slow: (path) => `write_file ${JSON.stringify({ path, content: 'x' })} slowly`,
      endless: 'glob {"pattern": "$TURN*"} for ever',
      background: (path) =>
        `shell ${JSON.stringify({ command: `while :; do echo x >> ${path}; sleep 0.05; done`, background: true })}`,
    },
    events: eventsIn,
  }),
  { test },
)
