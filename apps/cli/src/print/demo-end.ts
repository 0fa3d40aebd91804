import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readSession, type Demo, type RunResult, type TestRun } from '@harness/sdk'
import { coloursFor } from './colours.ts'
import { programName } from './program-name.ts'
import { lineDiff } from './line-diff.ts'
import { printTimeline } from './timeline.ts'

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
  const { timelineProjection } = await import('@harness/kernel')
  let timeline = timelineProjection.initial()
  for await (const event of readSession(id)) timeline = timelineProjection.evolve(timeline, event)
  return printTimeline(timeline.rows)
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
