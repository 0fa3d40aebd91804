import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readTrace, type Demo, type RunResult, type TestRun } from '@harness/sdk'
import { coloursFor } from './colours.ts'
import { programName } from './program-name.ts'
import { lineDiff } from './line-diff.ts'
import { screenColumns } from './trace/screen-columns.ts'
import { everything } from './trace/show-trace.ts'
import { traceText } from './trace/trace-text.ts'

/** What the demonstration came to: its steps, the change, the verdict of the tests, and what to do next. */
export async function printDemoEnd(demo: Demo, result: RunResult, tests: TestRun): Promise<string> {
  const colour = coloursFor(process.stdout)
  const heading = (text: string) => `\n${colour('bold', text)}\n`
  const changes = await changesOf(demo)
  return [
    heading('What happened'),
    await stepsOf(result.sessionId),
    heading('What changed'),
    changes === '' ? 'Nothing.\n' : coloured(changes, colour),
    heading('The tests, run once more'),
    tests.passed
      ? `${colour('green', '✓')} ${tests.command}: they pass.\n`
      : `${colour('red', '✗')} ${tests.command}: they do not pass.\n${tests.output}`,
    heading('What to try next'),
    next(demo, result),
  ].join('')
}

async function stepsOf(id: string): Promise<string> {
  const trace = await readTrace(id)
  const style = { columns: screenColumns(process.stdout), colour: coloursFor(process.stdout) }
  const rows = { ...style, began: trace.first.at, showContent: false }
  return [...traceText(trace, everything, rows)].join('')
}

async function changesOf({ files, workspace }: Demo): Promise<string> {
  const changes = await Promise.all(
    Object.entries(files).map(async ([path, before]) => {
      const after = await readFile(join(workspace, path), 'utf8')
      return after === before ? '' : lineDiff(path, before, after)
    }),
  )
  return changes.join('')
}

type Colour = ReturnType<typeof coloursFor>

const coloured = (diff: string, colour: Colour) =>
  diff
    .replaceAll(/^-.*$/gm, (line) => colour('red', line))
    .replaceAll(/^\+.*$/gm, (line) => colour('green', line))

function next({ workspace }: Demo, { sessionId }: RunResult): string {
  const harness = programName()
  return `\
The session is ${sessionId}; the repository is ${workspace}
  ${harness} sessions show ${sessionId}
  ${harness} doctor                                    which models are there
  ${harness} --model ollama/NAME "explain this folder" a model on your own machine
  OPENAI_API_KEY=… ${harness} "fix the failing test"   a model with a key
`
}
