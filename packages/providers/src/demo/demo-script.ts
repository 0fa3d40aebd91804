import type { Script, ScriptedReply } from '../offline/script.ts'

/** What a person would ask in the sample repository. */
export const demoPrompt = 'A test of this project fails. Find out why and fix it.'

const runTests = { tool: 'shell', input: { command: 'node --test' } }
const finish = (summary: string): ScriptedReply => ({
  calls: [{ tool: 'finish', input: { summary } }],
})

// `node --test` counts the same way in both of its formats.
const passing = ['pass 3', 'fail 0']

/**
 * Fixes the sample repository. Every step depends on what the tools answered: it claims success only after it has seen
 * the tests pass, and says what went wrong otherwise.
 */
export const demoScript: Script = {
  name: 'offline-demo',
  rules: [
    {
      when: { turn: 0 },
      reply: {
        text: 'I am a scripted offline model; this shows how the harness works. First I look around and run the tests.',
        calls: [{ tool: 'list', input: {} }, runTests],
      },
    },
    {
      when: { notCalled: ['edit'], results: [{ tool: 'shell', contains: passing }] },
      reply: finish('All three tests pass already: there was nothing to fix.'),
    },
    {
      when: { notCalled: ['edit'], results: [{ tool: 'shell', contains: ['fail 1'] }] },
      reply: {
        text: 'One of three tests fails: it expects single dashes. I look for the code and read it beside its tests.',
        calls: [
          { tool: 'search', input: { pattern: 'slugify' } },
          { tool: 'read_file', input: { path: 'src/slugify.js' } },
          { tool: 'read_file', input: { path: 'test/slugify.test.js' } },
        ],
      },
    },
    {
      when: { results: [{ tool: 'read_file', contains: ['.replace(/[^a-z0-9]/g,'] }] },
      reply: {
        text: 'Each character that is no letter or digit becomes a dash of its own, so " & " becomes three. A run of them must become one.',
        calls: [
          {
            tool: 'edit',
            input: {
              path: 'src/slugify.js',
              old_string: ".replace(/[^a-z0-9]/g, '-')",
              new_string: ".replace(/[^a-z0-9]+/g, '-')",
            },
          },
        ],
      },
    },
    {
      when: { results: [{ tool: 'edit', failed: false }] },
      reply: { text: 'Now I run the tests again.', calls: [runTests] },
    },
    {
      when: { called: ['edit'], results: [{ tool: 'shell', contains: passing }] },
      reply: finish(
        'Fixed src/slugify.js: a run of characters that are no letters or digits now becomes one dash. All three tests pass.',
      ),
    },
    {
      when: { called: ['edit'], results: [{ tool: 'shell', contains: ['fail '] }] },
      reply: finish(
        'I changed src/slugify.js, but the tests still do not pass. The fault is not fixed.',
      ),
    },
    {
      when: { results: [{ tool: 'edit', failed: true }] },
      reply: finish('The edit of src/slugify.js was not made, so the test still fails.'),
    },
    {
      when: { results: [{ tool: 'shell' }] },
      reply: finish(
        'I could not run the tests, so I do not know whether they pass. Nothing is confirmed.',
      ),
    },
    {
      when: { results: [{ tool: 'read_file' }] },
      reply: finish('src/slugify.js is not the file this demo knows. I changed nothing.'),
    },
  ],
  otherwise: {
    text: 'This demo is a script and knows no answer to what happened. It only fixes its sample repository.',
  },
}
