// One task, one answer: `run` resolves when the agent is done, and says how it ended.
//
//   node one-shot.ts ["a task"]
//
// The offline model is a script and no language model; put 'claude', 'openai' or 'ollama/qwen3' in its place.
import { run } from '@harness/sdk'

const result = await run({
  prompt: process.argv[2] ?? 'What is in this folder?',
  options: { model: 'offline', store: 'memory', maxTurns: 5, timeoutMs: 60_000 },
})

console.log(result.text)
console.log(`${result.reason} after ${result.turns} turn, ${result.usage.outputTokens} tokens`)
process.exitCode = result.reason === 'done' ? 0 : 1
