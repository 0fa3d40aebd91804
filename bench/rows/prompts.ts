import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { packedCli } from '../../apps/cli/src/__fixtures__/packed-cli.ts'
import { interleave } from '../measure/interleave.ts'
import { cpuOfProgram } from '../measure/program.ts'
import { runChild } from '../measure/run-child.ts'
import { temporaryFolder } from '../measure/temporary-folder.ts'
import { startModel } from '../model/start-model.ts'
import type { Benchmark } from '../report/row.ts'

const child = new URL('../children/prompts.mjs', import.meta.url)

/** What a prompt costs to a session that is kept open, against one of its own, and against a program of its own. */
export const promptsBenchmark: Benchmark = {
  name: 'prompts',
  about: 'CPU of a prompt: to a session kept open, to a new one, by a program of its own',
  async run() {
    await using model = await startModel()
    await using folder = await temporaryFolder()
    const cwd = join(folder.path, 'work')
    await mkdir(cwd)
    const main = await packedCli(join(folder.path, 'packed'))
    const args = [main, 'run', 'hi', '--base-url', model.url, '--model', 'answer']
    const program = { args, cwd, env: { HARNESS_HOME: join(folder.path, 'home') } }
    const cpu = await interleave(
      {
        client: async () => Number(await runChild(child, ['client', '100'])),
        run: async () => Number(await runChild(child, ['run', '100'])),
        program: () => cpuOfProgram(program),
      },
      { rounds: 5 },
    )
    const what = 'CPU of a prompt, session kept open'
    const ours = cpu('client')
    return [
      { what, unit: 'ms', ours, baseline: { what: 'a new session', value: cpu('run') } },
      { what, unit: 'ms', ours, baseline: { what: 'a program', value: cpu('program') } },
    ]
  },
}
