import type { ListFiles } from '@harness/context'
import type { Options } from '../options.ts'

const defaultChars = 6_000
/** Milliseconds of reading: nobody waits longer for it before the model is even asked. */
const budgetMs = 1_000

const opening = `# What the repository has on this task
Found by its words, before you began; it may miss the point. Read what you need.`

export interface Packing {
  folder: string
  /** Whether the model could read a file without asking: what it could not is not shown to it either. */
  mayRead(path: string): Promise<boolean>
  options: Pick<Options, 'contextChars' | 'signal' | 'onNotice'>
}

/** What a new session is shown of its folder for its task; empty where nothing is to be shown. Rejects with the signal's reason. */
export async function initialPack(task: string | undefined, packing: Packing): Promise<string> {
  const { contextChars = defaultChars, signal, onNotice } = packing.options
  if (task === undefined || contextChars === 0) return ''
  const late = AbortSignal.timeout(budgetMs)
  try {
    return await pack(task, packing, signal ? AbortSignal.any([signal, late]) : late)
  } catch (error) {
    signal?.throwIfAborted()
    if (!late.aborted)
      onNotice?.(`The task begins without a look at the folder: ${messageOf(error)}`)
    return ''
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

async function pack(
  task: string,
  { folder, mayRead, options: { contextChars = defaultChars } }: Packing,
  signal: AbortSignal,
): Promise<string> {
  const { contextPack, SymbolIndex } = await import('@harness/context')
  const { listFiles } = await import('@harness/tools')
  const shown: ListFiles = async function* (from, stop) {
    for await (const path of listFiles(from, stop))
      if (!isPassed(path) && (await mayRead(path))) yield path
  }
  const { text, files } = await contextPack({
    folder,
    listFiles: shown,
    index: new SymbolIndex(),
    signal,
    query: task,
    chars: contextChars,
    budgetMs,
    symbols: false,
  })
  return files.shown === 0 ? '' : `${opening}\n\n${text}`
}

/** `.env` and its like hold what is nobody's business; what others wrote says nothing of a task, also where no `.gitignore` names it. */
const isPassed = (path: string): boolean => /(^|\/)(\.|node_modules\/)/u.test(path)
