import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { packedCli } from '../../apps/cli/src/__fixtures__/packed-cli.ts'
import { interleave } from '../measure/interleave.ts'
import { cpuOfProgram, memoryOfProgram, type Program } from '../measure/program.ts'
import { temporaryFolder } from '../measure/temporary-folder.ts'
import { startModel, type LoopbackModel } from '../model/start-model.ts'
import type { Benchmark, Row } from '../report/row.ts'

const turns = 40
const agent = fileURLToPath(new URL('../children/bare-agent.mjs', import.meta.url))

/** What the packed program costs, from start to end. */
export const startUpBenchmark: Benchmark = {
  name: 'start-up',
  about: 'CPU and memory of the packed program, from start to end',
  async run() {
    await using model = await startModel()
    await using folder = await temporaryFolder()
    const cwd = join(folder.path, 'work')
    await mkdir(cwd)
    const notes = Array.from({ length: 2_000 }, (_, line) => `Line ${line} of usual length.\n`)
    await writeFile(join(cwd, 'notes.txt'), notes.join(''))
    const main = await packedCli(join(folder.path, 'packed'))
    const programs = programsIn(cwd, { main, model })
    const requests = await requestsOf(programs, model)
    const cpu = await interleave(
      {
        node: () => cpuOfProgram(programs.node),
        version: () => cpuOfProgram(programs.version),
        help: () => cpuOfProgram(programs.help),
        answer: () => cpuOfProgram(programs.harness('answer')),
        read: () => cpuOfProgram(programs.harness(`read-${turns}`)),
        shell: () => cpuOfProgram(programs.harness(`shell-${turns}`, '--sandbox', 'off')),
        walled: () => cpuOfProgram(programs.harness(`shell-${turns}`, '--sandbox', 'on')),
        stream: () => cpuOfProgram(programs.harness('stream-5000')),
        fetchAnswer: () => cpuOfProgram(programs.bare('fetch', 'answer')),
        httpAnswer: () => cpuOfProgram(programs.bare('http', 'answer')),
        httpRead: () => cpuOfProgram(programs.bare('http', `read-${turns}`)),
        httpShell: () => cpuOfProgram(programs.bare('http', `shell-${turns}`)),
        fetchStream: () => cpuOfProgram(programs.bare('fetch', 'stream-5000')),
      },
      { rounds: 9, warmUp: 2 },
    )
    return [...startRows(cpu), ...turnRows(cpu), ...(await sizeRows(programs, requests))]
  },
}

type Programs = ReturnType<typeof programsIn>

function programsIn(cwd: string, { main, model }: { main: string; model: LoopbackModel }) {
  const env = { HARNESS_HOME: join(cwd, '../home') }
  const program = (...args: string[]): Program => ({ args, cwd, env })
  const endpoint = ['--base-url', model.url, '--max-turns', '100', '--allowed-tools', 'shell']
  return {
    node: program('-e', '0'),
    version: program(main, '--version'),
    help: program(main, '--help'),
    harness: (name: string, ...more: string[]) =>
      program(main, 'run', 'hi', ...endpoint, '--model', name, ...more),
    bare: (wire: 'fetch' | 'http', name: string) =>
      program(agent, wire, `${model.url}/chat/completions`, name),
  }
}

/** What the first request weighs, and twenty turns together. Finds out, too, whether the program works at all. */
async function requestsOf({ harness, bare }: Programs, model: LoopbackModel) {
  const seenOf = async (program: Program) => {
    await model.seen()
    await cpuOfProgram(program)
    const { requests, ...seen } = await model.seen()
    if (requests !== 20) throw new Error(`a program made ${requests} requests in place of 20`)
    return seen
  }
  const { first, bytes } = await seenOf(harness('read-19'))
  return { first, bytes, bare: await seenOf(bare('http', 'read-19')) }
}

type Cpu = (
  name:
    | 'node'
    | 'version'
    | 'help'
    | 'answer'
    | 'read'
    | 'shell'
    | 'walled'
    | 'stream'
    | 'fetchAnswer'
    | 'httpAnswer'
    | 'httpRead'
    | 'httpShell'
    | 'fetchStream',
) => number

function startRows(cpu: Cpu): Row[] {
  const node = { what: 'node -e 0', value: cpu('node') }
  const fetch = { what: 'bare fetch agent', value: cpu('fetchAnswer') }
  const version = { ratio: 1.8 }
  return [
    { what: 'CPU of --version', unit: 'ms', ours: cpu('version'), baseline: node, target: version },
    { what: 'CPU of --help', unit: 'ms', ours: cpu('help'), baseline: node },
    {
      what: 'CPU of one answer',
      unit: 'ms',
      ours: cpu('answer'),
      baseline: node,
      target: { ratio: 6.8 },
    },
    { what: 'CPU of one answer', unit: 'ms', ours: cpu('answer'), baseline: fetch },
  ]
}

function turnRows(cpu: Cpu): Row[] {
  const perTurn = (all: number, answer: number) => (all - answer) / turns
  const bare = (all: number) => ({
    what: 'bare node:http agent',
    value: perTurn(all, cpu('httpAnswer')),
  })
  return [
    {
      what: 'CPU of a read turn',
      unit: 'ms',
      ours: perTurn(cpu('read'), cpu('answer')),
      baseline: bare(cpu('httpRead')),
      target: { ratio: 3.3 },
    },
    {
      what: 'CPU of a shell turn',
      unit: 'ms',
      ours: perTurn(cpu('shell'), cpu('answer')),
      baseline: bare(cpu('httpShell')),
      target: { ratio: 2.1 },
    },
    {
      what: 'CPU of a shell turn, in the sandbox',
      unit: 'ms',
      ours: perTurn(cpu('walled'), cpu('answer')),
      baseline: bare(cpu('httpShell')),
    },
    {
      what: 'CPU of 5,000 chunks printed',
      unit: 'ms',
      ours: cpu('stream') - cpu('answer'),
      baseline: { what: 'bare fetch agent', value: cpu('fetchStream') - cpu('fetchAnswer') },
    },
  ]
}

async function sizeRows(
  programs: Programs,
  { first, bytes, bare }: Awaited<ReturnType<typeof requestsOf>>,
): Promise<Row[]> {
  const ours = await memoryOfProgram(programs.harness('answer'))
  const fetch = {
    what: 'bare fetch agent',
    value: await memoryOfProgram(programs.bare('fetch', 'answer')),
  }
  return [
    { what: 'memory of one answer', unit: 'MB', ours, baseline: fetch, target: { ours: 90 } },
    { what: 'first request', unit: 'KB', ours: first / 1024, target: { ours: 10 } },
    {
      what: 'requests of 20 turns',
      unit: 'KB',
      ours: bytes / 1024,
      baseline: { what: 'bare node:http agent', value: bare.bytes / 1024 },
      target: { ours: 250 },
    },
  ]
}
