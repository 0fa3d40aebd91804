import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { afterAll } from 'vitest'

import { root } from '../workspace-packages.ts'
import { removeTemporaryFolders, temporaryFolder } from './temporary-folder.ts'

afterAll(removeTemporaryFolders)

/** A tree for a gate to judge: text by path, objects as JSON, `true` for the file of this tree. */
export function fixture(files: Record<string, string | object | true>): string {
  const top = temporaryFolder(tmpdir(), 'fixture')
  for (const [path, content] of Object.entries(files)) {
    const target = join(top, path)
    mkdirSync(dirname(target), { recursive: true })
    if (content === true) copyFileSync(join(root, path), target)
    else writeFileSync(target, typeof content === 'string' ? content : JSON.stringify(content))
  }
  return top
}

/** A package that could be published as it stands. */
export function packageFixture(path: string, manifest: object = {}) {
  return {
    [`${path}/package.json`]: {
      name: `@harness/${path.split('/')[1]}`,
      version: '0.1.0',
      license: 'MIT',
      type: 'module',
      exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
      files: ['dist'],
      ...manifest,
    },
    [`${path}/dist/index.js`]: 'export const answer = 42\n',
    [`${path}/dist/index.d.ts`]: 'export declare const answer: number;\n',
  }
}
