// The subject of most evals: the harness itself, in this process. Owns: an attempt knows nothing of the person whose machine
// this is but how to reach providers, nothing of other attempts, and nothing of what stands around its workspace.
import type {
  Subject,
  SubjectEnd,
  SubjectLimits,
  SubjectOptions,
  SubjectWork,
} from '@harness/kernel'
import { conduct } from '../drive/conduct.ts'
import type { Options } from '../options.ts'
import { faultOfThrown } from './fault-of.ts'
import { measured, type Measured } from './measured.ts'
import { readWork, recordedIn } from './recorded-in.ts'
import { releaseWork } from './release-work.ts'
import { WorkNews } from './work-news.ts'

interface InProcessSubject extends Subject {
  /** Whether it is known what every one of its models costs. */
  isPriced: boolean
}

/**
 * The harness with these options, as what an eval measures. They are looked at once, here: a model that cannot be used is
 * told before any attempt begins. Without a `permissionMode` it is `auto`: edits go through, and so do commands in the sandbox.
 * @throws SdkError that says what is wrong with them.
 */
export async function inProcessSubject(
  given: Options,
  { hidden = [] }: { hidden?: readonly string[] } = {},
): Promise<InProcessSubject> {
  const own = await measured(given)
  const { spec, fallbacks } = own.model
  return {
    isPriced: [spec, ...fallbacks.map((each) => each.spec)].every(({ price }) => price),
    name: own.name,
    facts: own.facts,
    run: (work, options) => runWork(work, { own, options, hidden }),
    release: ({ home }) => releaseWork(home),
  }
}

interface Working {
  own: Measured
  options: SubjectOptions
  hidden: readonly string[]
}

async function runWork(work: SubjectWork, working: Working): Promise<SubjectEnd> {
  const { signal } = working.options
  signal.throwIfAborted()
  try {
    const end = await goOn(work, working)
    signal.throwIfAborted()
    return end
  } catch (error) {
    signal.throwIfAborted()
    const fault = faultOfThrown(error)
    if (!fault) throw error
    return { reason: 'failed', limit: null, fault, answer: '', session: null }
  }
}

/** Says what does not stand in the log yet, and goes on with what is not over. */
async function goOn(work: SubjectWork, working: Working): Promise<SubjectEnd> {
  const found = await recordedIn(work.home)
  const known = found?.end()
  const unsaid = work.says.slice(found?.said ?? 0)
  if (found && known && unsaid.length === 0) return known
  let session = found?.session
  for (const prompt of unsaid.length === 0 ? [undefined] : unsaid) {
    session = await converse(work, { ...working, session, prompt })
    working.options.signal.throwIfAborted()
  }
  const record = session === undefined ? undefined : await readWork(work.home, session)
  const end = record?.end()
  if (end) return end
  throw new Error(`The run of ${work.id} came to an end, and its log has none.`)
}

interface Conversing extends Working {
  session: string | undefined
  prompt: string | undefined
}

/** Resolves with the session's id when it is idle, or stopped. */
async function converse(
  { workspace, home, limits }: SubjectWork,
  { own, options: { signal, onNews }, hidden, session, prompt }: Conversing,
): Promise<string> {
  const news = onNews && new WorkNews((told) => onNews(told))
  const options: Options = {
    ...own.optionsIn(workspace),
    ...limitsOf(limits),
    cwd: workspace,
    home,
    ...(session !== undefined && { resume: session }),
  }
  const { sessionId } = await conduct({
    input: { options, ...(prompt !== undefined && { prompt }) },
    isForeign: true,
    around: { root: workspace, hidden, homeSecrets: own.homeSecrets },
    signal,
    ...(news && {
      opened: (opened) => void opened.onAppend((events) => news.events(events)),
      lines: (lines) => news.lines(lines),
    }),
  })
  return sessionId
}

const limitsOf = ({ turns, tokens, cost, ms }: SubjectLimits): Options => ({
  maxTurns: turns,
  ...(tokens !== null && { maxTokens: tokens }),
  ...(cost !== null && { maxCost: cost }),
  timeoutMs: ms,
})
