// A process is killed in the middle of its work; another one goes on where it stood.
//
//   node resume.ts
//
// It starts itself once more, kills that process while a tool works, and resumes its session.
import { spawn } from 'node:child_process'
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseStreamEvent, query, tool, type Options } from '@harness/sdk'

const script = {
  name: 'worker',
  rules: [
    { when: { turn: 0 }, reply: { text: 'First the quick one.', calls: [{ tool: 'quick' }] } },
    {
      when: { results: [{ tool: 'quick' }] },
      reply: { text: 'Now the slow one.', calls: [{ tool: 'slow' }] },
    },
    { when: { results: [{ tool: 'slow' }] }, reply: { text: 'Both are done.' } },
  ],
  otherwise: { text: 'Nothing to do.' },
}

/** What both processes are given: the same folder, the same tools, the same model. */
function options(folder: string): Options {
  const note = (text: string) => appendFile(join(folder, 'work.txt'), `${text}\n`)
  const quick = tool('quick', 'Works.', {}, () => note('quick'))
  const slow = tool(
    'slow',
    'Works for long.',
    {},
    async (_, { signal, progress }) => {
      await note('slow begins')
      progress('half of it is done')
      // The first process never gets further.
      await sleep(process.argv[2] === undefined ? 10 : 60_000, undefined, { signal })
      await note('slow ends')
    },
    // Doing it twice does no harm: who resumes does it again. Else the model would be told that it may have happened.
    { annotations: { idempotentHint: true } },
  )
  return {
    cwd: folder,
    home: join(folder, 'home'),
    script,
    tools: [quick, slow],
    settingSources: [],
  }
}

/** The process that does not live to see the end. */
async function begin(folder: string): Promise<void> {
  const running = query({ prompt: 'Do both.', options: options(folder) })
  for await (const event of running) console.log(JSON.stringify(event))
}

/** Answers the session that a killed process leaves behind. */
async function killed(folder: string): Promise<string> {
  const child = spawn(process.execPath, [import.meta.filename, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let sessionId = ''
  let line = ''
  for await (const piece of child.stdout.setEncoding('utf8')) {
    const lines = `${line}${piece}`.split('\n')
    line = lines.pop() ?? ''
    for (const event of await Promise.all(lines.map(parseStreamEvent))) {
      if (event.type === 'session.start') sessionId = event.sessionId
      if (event.type === 'tool.start') console.log('the first process begins', event.tool)
      if (event.type === 'tool.progress') child.kill('SIGKILL')
    }
  }
  return sessionId
}

async function resumed(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'resume-'))
  const resume = await killed(folder)
  console.log('it was killed; the second process goes on')
  const running = query({ options: { ...options(folder), resume } })
  for await (const event of running) {
    if (event.type === 'tool.start') console.log('the second process begins', event.tool)
  }
  console.log((await running.result).text)
  console.log(await readFile(join(folder, 'work.txt'), 'utf8'))
  await rm(folder, { recursive: true })
}

await (process.argv[2] === undefined ? resumed() : begin(process.argv[2]))
