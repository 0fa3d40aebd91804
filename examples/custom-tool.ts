// A function of your program as a tool of the agent: `tool` checks its arguments by a zod shape.
//
//   node custom-tool.ts
import { run, tool } from '@harness/sdk'
import { z } from 'zod'

const temperatures = new Map([
  ['Bergen', 9],
  ['Rome', 21],
])

const weather = tool(
  'weather',
  'The temperature of a town, in degrees Celsius.',
  { town: z.string().describe('Its name in English.') },
  ({ town }) => {
    const degrees = temperatures.get(town)
    // What a handler throws, the model reads; the run goes on.
    if (degrees === undefined) throw new Error(`There is no station in ${town}.`)
    return { town, degrees }
  },
  // It only looks: after a crash it may be asked again.
  { annotations: { readOnlyHint: true } },
)

const script = {
  name: 'traveller',
  rules: [
    {
      when: { turn: 0 },
      reply: {
        calls: [
          { tool: 'weather', input: { town: 'Rome' } },
          { tool: 'weather', input: { town: 'Atlantis' } },
          { tool: 'weather', input: { city: 'Bergen' } },
        ],
      },
    },
  ],
  otherwise: { text: 'It is 21 degrees in Rome.' },
}

const { text, calls } = await run({
  prompt: 'Where is it warm?',
  options: { tools: [weather], script, store: 'memory', settingSources: [] },
})
for (const { input, output, error } of calls) console.log(input, error ?? 'done', output)
console.log(text)
