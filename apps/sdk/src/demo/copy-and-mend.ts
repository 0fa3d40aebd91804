import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { query } from '../query.ts'
import { runTests } from './run-tests.ts'
import type { Demo, DemoOptions } from './start-demo.ts'

/** Makes a repository of its own and starts the script on it. */
export async function copyAndMend(options: DemoOptions): Promise<Demo> {
  const { demoPrompt, demoScript, offlineProvider, sampleRepository } =
    await import('@harness/providers')
  const workspace = await mkdtemp(join(tmpdir(), 'harness-demo-'))
  for (const [path, text] of Object.entries(sampleRepository)) {
    await mkdir(dirname(join(workspace, path)), { recursive: true })
    await writeFile(join(workspace, path), text)
  }
  const running = query({
    prompt: demoPrompt,
    options: {
      ...options,
      cwd: workspace,
      provider: offlineProvider(demoScript),
      model: 'scripted',
      title: 'Demo: mend a failing test',
      // What the demonstration needs and no more; the rest of the permissions is as ever.
      allowedTools: ['edit(src/**)', 'shell(node --test)'],
      env: { PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter) },
    },
  })
  const verify = () => runTests(workspace)
  return { workspace, prompt: demoPrompt, files: sampleRepository, query: running, verify }
}
