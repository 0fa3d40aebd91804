// Many tasks side by side: `runMany` bounds how many run at once and for how long, and tells what became of each.
//
//   node parallel-runs.ts
import { runMany } from '@harness/sdk'

const script = {
  name: 'translator',
  rules: [
    { when: { said: ['bread'] }, reply: { delayMs: 20, text: 'pan' } },
    {
      when: { said: ['water'] },
      reply: { failure: { code: 'fatal', message: 'The model is out of words.' } },
    },
    { when: { said: ['salt'] }, reply: { delayMs: 10, text: 'sal' } },
  ],
  otherwise: { text: 'I do not know.' },
}

const words = ['bread', 'water', 'salt', 'cheese']
const { runs, reasons, cost } = await runMany(
  words.map((word) => ({ prompt: `What is ${word} in Spanish?` })),
  {
    options: { script, store: 'memory', settingSources: [] },
    concurrency: 2,
    timeoutMs: 60_000,
    stallMs: 30_000,
  },
)

for (const { index, result, error, stopped } of runs) {
  const how = stopped ?? error?.message ?? result?.reason
  console.log(`${words[index]}: ${result?.text ?? ''} (${how})`)
}
console.log(reasons, `$${cost}`)
