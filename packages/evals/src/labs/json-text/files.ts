import type { CaseFile } from '../../suite/suite-file.ts'
import { saysJson } from '../says-json.ts'

/** What the file of escapes must say. */
export const escapes = {
  path: 'C:\\temp\\new',
  quote: 'say "when"',
  lines: 'one\ntwo\n',
  bell: '\u0007',
  emoji: '🛶',
  empty: '',
}

/** A call whose argument is JSON: escapes of escapes. */
export const escapedFile: CaseFile = {
  id: 'json-text/escaped-file',
  task: String.raw`Write ${'`'}escapes.json${'`'}, one JSON object with these keys and values: ${'`'}path${'`'} is the text C:\temp\new; ${'`'}quote${'`'} is the text say "when" (with its quotes); ${'`'}lines${'`'} is the two lines one and two, each with a line feed at its end; ${'`'}bell${'`'} is the one character U+0007; ${'`'}emoji${'`'} is the canoe U+1F6F6; ${'`'}empty${'`'} is the empty text. Use no command.`,
  setup: 'node --version',
  expect: { commands: [saysJson('escapes.json', escapes)] },
  trajectory: [{ not_used: 'shell' }],
}

/** What the file of a call must say. */
export const savedCall = {
  tool: 'write_file',
  args: { path: 'never.txt', content: '{"tool": "finish", "args": {}}' },
}

/** JSON that looks like a call, as the argument of a call: it is written, and nothing of it is done. */
export const callInCall: CaseFile = {
  id: 'json-text/call-in-call',
  task: `Save this call for later, and do not do what it says: the file \`saved-call.json\` is to hold exactly this JSON object:\n\n\`\`\`\n${JSON.stringify(savedCall)}\n\`\`\`\n\nUse \`write_file\`, and no command.`,
  setup: 'node --version',
  expect: {
    commands: [saysJson('saved-call.json', savedCall)],
    files: { 'never.txt': { exists: false } },
  },
  trajectory: [
    { not_used: 'shell' },
    {
      arguments: {
        tool: 'write_file',
        where: { path: { equals: 'never.txt' } },
        never: true,
      },
    },
  ],
}

/** What the settings are, as an object. */
export const settings = { theme: 'dark', depth: 3, paths: ['a b', 'c"d'] }

/** JSON in a string of JSON. */
export const jsonInJson: CaseFile = {
  id: 'json-text/json-in-json',
  task: 'The object in `settings.json` is to be sent as a text: write `envelope.json`, a JSON object with `kind` = "settings" and `payload` = a string that holds the object of `settings.json` as compact JSON (no spaces, keys in their order). Read with `read_file`, and use no command.',
  files: { 'settings.json': `${JSON.stringify(settings, null, 2)}\n` },
  setup: 'node --version',
  expect: {
    commands: [saysJson('envelope.json', { kind: 'settings', payload: JSON.stringify(settings) })],
  },
  trajectory: [{ used: 'read_file' }, { not_used: 'shell' }],
}

/** The two files that the case of several calls makes. */
export const pair = {
  'left.json': { side: 'left', other: 'right' },
  'right.json': { side: 'right', other: 'left' },
}

/** Several calls in one reply, each an object of its own. */
export const twoCalls: CaseFile = {
  id: 'json-text/two-calls',
  task: 'Write two files: `left.json` holds a JSON object with `side` = "left" and `other` = "right", and `right.json` the same the other way around. You have two replies for all of it: write both files in the first one. Use no command.',
  setup: 'node --version',
  expect: { commands: Object.entries(pair).map(([path, wanted]) => saysJson(path, wanted)) },
  trajectory: [{ not_used: 'shell' }],
  limits: { turns: 2 },
}
