import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { testTool } from '@harness/kernel/testing'
import { expect, test } from 'vitest'
import type { Json } from '@harness/kernel'
import { repository } from './__fixtures__/repository.ts'
import { walk } from './__fixtures__/workshop.ts'
import { contextTools } from './index.ts'

const inputs: Record<string, Json> = {
  repo_map: { query: 'many', chars: 24_000 },
  context_pack: { query: 'many functions', chars: 24_000 },
  git_diff: { base: 'main' },
  git_log: { path: 'a.txt' },
}

const tools = contextTools({ listFiles: walk })

for (const tool of tools) {
  const makeStage = async () => {
    const made = repository()
    made.write('a.txt', '"\t"\n'.repeat(50_000))
    for (let file = 0; file < 40; file += 1) {
      const lines = Array.from(
        { length: 200 },
        (_, at) => `export const many${file}_${at} = "\t"\n`,
      )
      made.write(`src/many-${file}.ts`, lines.join(''))
    }
    const look = async () =>
      readdirSync(made.folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .map((path) => [path, path.endsWith('.txt') ? '' : readFileSync(path, 'base64')])
    return { tool, input: inputs[tool.name] ?? {}, context: made.context, look }
  }
  testTool(tool.name, makeStage, { test })
}

test('the tools take little of a request', () => {
  for (const { name, description, input } of tools) {
    const size = Buffer.byteLength(JSON.stringify({ name, description, input }))
    expect([name, size <= (name.startsWith('git_') ? 200 : 260), size]).toEqual([name, true, size])
  }
})
