// Asks the person at the terminal, one question at a time.
import type { Ask, AskAnswer } from '@harness/sdk'
import { coloursFor } from '../print/colours.ts'
import { describeCall } from '../print/describe-call.ts'
import { plainText } from '../print/plain-text.ts'

export interface Asking {
  /** Takes everything else off the screen; the answered function brings it back. */
  pause(): () => void
  /** Ctrl-C at the question. */
  interrupted(): void
}

/** Whether somebody sits there who can read a question and answer it. */
export const hasPerson = (): boolean => process.stdin.isTTY && process.stderr.isTTY

export function askOnTerminal(asking: Asking): (ask: Ask) => Promise<AskAnswer> {
  let turn: Promise<unknown> = Promise.resolve()
  return (ask) => {
    const answer = turn.then(() => question(ask, asking))
    turn = answer.catch(() => undefined)
    return answer
  }
}

async function question(ask: Ask, { pause, interrupted }: Asking): Promise<AskAnswer> {
  if (ask.signal.aborted) return { decision: 'deny' }
  const resume = pause()
  const colour = coloursFor(process.stderr)
  // Loaded by the first question: most runs ask none.
  const { createInterface } = await import('node:readline/promises')
  const reader = createInterface({ input: process.stdin, output: process.stderr })
  reader.on('SIGINT', interrupted)
  try {
    process.stderr.write(`\n${colour('bold', describeCall(ask.tool, ask.input))}\n`)
    if (ask.preview !== null) process.stderr.write(`${indent(plainText(ask.preview))}\n`)
    if (ask.reason !== null) process.stderr.write(`${colour('dim', plainText(ask.reason))}\n`)
    const prompt = 'Allow it? [y]es, [n]o, or say what to do instead: '
    return understood(await reader.question(prompt, { signal: ask.signal }))
  } catch (error) {
    if (!ask.signal.aborted) throw error
    return { decision: 'deny' }
  } finally {
    reader.close()
    resume()
  }
}

const indent = (text: string) => text.replaceAll(/^/gm, '  ')

function understood(answer: string): AskAnswer {
  const words = answer.trim()
  if (/^y(es)?$/i.test(words)) return { decision: 'allow' }
  if (/^n?o?$/i.test(words)) return { decision: 'deny', reason: 'The person said no.' }
  return { decision: 'deny', reason: `The person said: ${words}` }
}
