import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { root, workspacePackages } from '../workspace-packages.ts'
import { codeBlocks, documentPatterns, type CodeBlock } from './code-blocks.ts'
import { runAlone, type Gate } from './gate.ts'
import { runCommand } from './run-command.ts'
import { shellStories, storyProblems } from './shell-stories.ts'
import { sourcePaths } from './source-modules.ts'
import { temporaryFolder } from './temporary-folder.ts'

interface Written extends CodeBlock {
  file: string
}

/** Code in documents compiles against the built packages; blocks marked `run` also run, those of a shell too. */
export const docs: Gate = {
  name: 'docs',
  async run(top) {
    const folder = temporaryFolder(join(top, '.cache'), 'docs')
    linkPackages(top, folder)
    const blocks = codeBlocks(top).map((block, index) => write(folder, block, index))
    const runnable = blocks.filter(({ runs }) => runs)
    const problems = await typeProblems(folder, blocks)
    const stories = shellStories(top)
    const main = join(top, 'apps/cli/dist/main.js')
    const [ran, played] = await Promise.all([
      oneByOne(runnable, (block) => runProblems(folder, block)),
      oneByOne(stories, (story) => storyProblems(story, { main })),
    ])
    problems.push(...ran, ...played)
    const documents = sourcePaths(top, documentPatterns).length
    if (documents === 0) problems.push('no documents were found')
    const commands = stories.flatMap(({ steps }) => steps).length
    const seen = `${documents} documents, ${blocks.length} blocks, ${runnable.length} run, ${commands} of a shell run`
    return { seen, problems }
  },
}

async function oneByOne<Item>(
  items: readonly Item[],
  judge: (item: Item) => Promise<string[]>,
): Promise<string[]> {
  const problems: string[] = []
  for (const item of items) problems.push(...(await judge(item)))
  return problems
}

/** A project beside the packages (Node strips no types below `node_modules`): what a reader has. */
function linkPackages(top: string, folder: string): void {
  const link = (target: string, name: string) => {
    const path = join(folder, 'node_modules', name)
    if (!existsSync(target)) return
    mkdirSync(dirname(path), { recursive: true })
    symlinkSync(target, path, 'dir')
  }
  for (const each of workspacePackages(top)) link(each.folder, each.manifest.name)
  link(join(top, 'packages/kernel/node_modules/zod'), 'zod')
  link(join(root, 'node_modules/@types/node'), '@types/node')
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n')
}

function write(folder: string, block: CodeBlock, index: number): Written {
  const slug = block.document.replace(/\.md$/, '').replaceAll('/', '-').toLowerCase()
  const file = `${String(index).padStart(2, '0')}-${slug}.ts`
  // The line numbers of the block are those of its document.
  writeFileSync(join(folder, file), '\n'.repeat(block.line - 1) + block.text)
  return { ...block, file }
}

async function typeProblems(folder: string, blocks: Written[]): Promise<string[]> {
  if (blocks.length === 0) return []
  const compilerOptions = {
    target: 'ES2024',
    lib: ['ES2024'],
    module: 'nodenext',
    moduleDetection: 'force',
    types: ['node'],
    strict: true,
    exactOptionalPropertyTypes: true,
    erasableSyntaxOnly: true,
    verbatimModuleSyntax: true,
    skipLibCheck: true,
    noEmit: true,
  }
  const config = { compilerOptions, files: blocks.map(({ file }) => file) }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
  const { code, output } = await runCommand('tsc', ['-p', '.', '--pretty', 'false'], {
    cwd: folder,
  })
  return code === 0 ? [] : [named(output, blocks)]
}

async function runProblems(folder: string, block: Written): Promise<string[]> {
  const home = join(folder, 'home')
  const { code, output } = await runCommand('node', [block.file], {
    cwd: folder,
    env: { HARNESS_HOME: home, HOME: home, TMPDIR: folder },
    timeoutMs: 30_000,
  })
  return code === 0 ? [] : [`${block.document}:${block.line} does not run\n${output}`]
}

const named = (output: string, blocks: Written[]) =>
  blocks.reduce((text, { file, document }) => text.replaceAll(file, document), output)

if (import.meta.main) await runAlone(docs)
