import type { ExportedEntry, SessionExport } from '@harness/sdk'
import { expect, it } from 'vitest'
import { sessionMarkdown } from './session-markdown.ts'

const at = '2026-11-21T18:10:34.548Z'
const usage = { inputTokens: 2_016, outputTokens: 206 }
const call = (more: Partial<Extract<ExportedEntry, { kind: 'call' }>>): ExportedEntry => ({
  kind: 'call',
  seq: 6,
  at,
  callId: '6.0',
  tool: 'shell',
  input: { command: 'npm test' },
  status: 'done',
  output: '',
  changed: [],
  session: null,
  durationMs: 1_200,
  ...more,
})

const whole = (...entries: ExportedEntry[]): SessionExport => ({
  type: 'session',
  version: 1,
  id: 's1',
  title: 'Mend the parser',
  workspace: '/work',
  model: 'openai/gpt',
  parent: null,
  forkedFrom: { session: 's0', at: 4 },
  createdAt: at,
  updatedAt: at,
  turns: 2,
  usage: { ...usage, cacheReadTokens: 0, cacheWriteTokens: 0, reasoningTokens: 0 },
  cost: 0.02,
  entries,
})

it('reads as what was said and done, with what it cost', () => {
  const text = sessionMarkdown(
    whole(
      { kind: 'input', seq: 3, at, from: 'person', text: 'Mend it.\nSoon.' },
      {
        kind: 'reply',
        seq: 5,
        at,
        model: null,
        reasoning: 'Hm.',
        text: 'I look.',
        usage,
        cost: 0.01,
      },
      call({ output: 'ok\u001b[2J', changed: ['/work/a.ts'] }),
      { kind: 'failure', seq: 9, at, code: 'overloaded', message: 'too many requests' },
      { kind: 'compaction', seq: 10, at, status: 'compacted', detail: '9000 → 1000 tokens' },
      { kind: 'end', seq: 11, at, reason: 'limit', detail: 'turns' },
    ),
  )
  expect(text).toMatchInlineSnapshot(`
    "# Mend the parser

    - Session: s1
    - Fork of: s0 at event 4
    - Begun: 2026-11-21 18:10 UTC
    - Folder: /work
    - Model: openai/gpt
    - Took: 2 turns, 2.0k → 206 tokens, $0.02

    ## Person

    > Mend it.
    > Soon.

    ## Model (2.0k → 206 tokens, $0.01)

    <details><summary>Reasoning</summary>

    > Hm.

    </details>

    I look.

    ### \`shell\` \`npm test\` (done, 1.2 s)

    \`\`\`
    ok
    \`\`\`

    Changed: \`/work/a.ts\`

    **The model did not answer** (overloaded): too many requests

    ---

    *Made shorter for the model: compacted 9000 → 1000 tokens*

    ---

    *The run ended: limit, turns.*
    "
  `)
})

it('no output ends the block that it stands in, and a long one is its beginning and its end', () => {
  const lines = Array.from({ length: 100 }, (_, line) => `line ${line}`)
  const text = sessionMarkdown(
    whole(
      call({ output: 'before\n```\nafter' }),
      call({ output: lines.join('\n') }),
      call({ tool: 'edit', input: { path: 'a`b.ts', old_text: 'one\ntwo' }, status: 'denied' }),
      call({ tool: 'subagent', input: '{"broken', session: 's1.7', durationMs: null }),
    ),
  )
  expect(text).toContain('````\nbefore\n```\nafter\n````')
  expect(text).toContain('line 29\n… 60 lines …\nline 90\n')
  expect(text).toContain(
    '### `edit` (denied, 1.2 s)\n\npath: ``a`b.ts``\n\nold_text:\n\n```\none\ntwo\n```',
  )
  expect(text).toContain('### `subagent` `{"broken` (done)\n\nSession of the subagent: `s1.7`')
})
