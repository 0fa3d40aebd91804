// Asks the person at the terminal, one question at a time.
import { exactText, type Ask, type AskAnswer } from '@harness/sdk'
import { coloursFor } from '../print/colours.ts'
import { describeCall } from '../print/describe-call.ts'
import { plainText } from '../print/plain-text.ts'
import { answerTo } from './answer-to.ts'
import { chooseAlways } from './choose-always.ts'
import type { LineEnds, LineReader } from './line-reader.ts'
import { readlineReader } from './readline-reader.ts'

/** Where a question is put, and where its answer comes from. */
interface Terminal {
  input: NodeJS.ReadableStream
  output: NodeJS.WritableStream & { isTTY?: boolean }
}

export interface Asking {
  /** Default: standard input and standard error. */
  terminal?: Terminal
  /** Who reads the answers. Default: Node's line editor. */
  reader?: (ends: LineEnds) => LineReader
  /** Takes everything else off the screen; the answered function brings it back. */
  pause(): () => void
  /** Ctrl-C at the question. */
  interrupted(): void
  /** The terminal was closed: the question stays open. */
  gone(): void
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

async function question(ask: Ask, asking: Asking): Promise<AskAnswer> {
  if (ask.signal.aborted) return { decision: 'deny' }
  const { input, output } = asking.terminal ?? { input: process.stdin, output: process.stderr }
  const resume = asking.pause()
  const colour = coloursFor(output)
  const closed = new AbortController()
  const ends: LineEnds = {
    interrupted: () => asking.interrupted(),
    closed: () => closed.abort('closed'),
    gone: () => {
      asking.gone()
      closed.abort('closed')
    },
  }
  const reader = asking.reader?.(ends) ?? (await readlineReader({ input, output }, ends))
  try {
    const who = ask.agent === null ? '' : `${ask.agent}: `
    output.write(`\n${colour('bold', plainText(who + whatOf(ask)))}\n`)
    if (ask.preview !== null) output.write(`${indent(exactText(ask.preview))}\n`)
    if (ask.reason !== null) output.write(`${colour('dim', plainText(ask.reason))}\n`)
    const signal = AbortSignal.any([ask.signal, closed.signal])
    if (ask.question) return await answerTo(ask.question, { reader, output, signal })
    const isOffered = ask.suggestions.length > 0
    const always = isOffered ? '[a]lways …, ' : ''
    const prompt = `Allow it? [y]es, [n]o, ${always}or say what to do instead: `
    for (;;) {
      const words = await reader.question(prompt, { signal })
      if (!/^a(lways)?$/i.test(words.trim())) return understood(words)
      if (isOffered) return await chooseAlways(ask, { reader, output, signal })
      output.write('No rule can say just this: it is asked each time.\n')
    }
  } catch (error) {
    if (ask.signal.aborted) return { decision: 'deny' }
    if (!closed.signal.aborted) throw error
    output.write('\n')
    return { decision: 'deny', reason: 'The person gave no answer.' }
  } finally {
    reader.close()
    resume()
  }
}

/** A model that speaks as a server would is seen to: what servers ask begins with their name. */
function whatOf({ question: asked, tool, input }: Ask): string {
  if (!asked) return describeCall(tool, input)
  return tool.startsWith('mcp_') ? asked.text : `The agent asks: ${asked.text}`
}

const indent = (text: string) => text.replaceAll(/^/gm, '  ')

function understood(answer: string): AskAnswer {
  const words = answer.trim()
  if (/^y(es)?$/i.test(words)) return { decision: 'allow' }
  if (/^n?o?$/i.test(words)) return { decision: 'deny', reason: 'The person said no.' }
  return { decision: 'deny', reason: `The person said: ${words}` }
}
