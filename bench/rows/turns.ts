import { memorySessions } from '../built/kernel.ts'
import { fileSessions } from '../built/kernel-node.ts'
import { openaiProvider } from '../built/provider-openai.ts'
import { bareLoop } from '../loops/bare-loop.ts'
import { prepareLoop } from '../loops/kernel-loop.ts'
import { wireReadTool } from '../loops/kernel-read-tool.ts'
import { postByFetch, postByHttp, type Post } from '../loops/post.ts'
import { cpuOf } from '../measure/cpu-clock.ts'
import { interleave } from '../measure/interleave.ts'
import { temporaryFolder } from '../measure/temporary-folder.ts'
import { startModel } from '../model/start-model.ts'
import { checkSame } from '../model/check-same.ts'
import type { Benchmark } from '../report/row.ts'

const turns = 100

/** CPU per turn of `run`, against loops that send the same bytes. */
export const turnsBenchmark: Benchmark = {
  name: 'turns',
  about: `CPU per turn over ${turns} turns`,
  async run() {
    await using model = await startModel()
    await using folder = await temporaryFolder()
    const provider = openaiProvider({ baseUrl: model.url })
    const memory = memorySessions()
    const files = fileSessions({ home: folder.path })
    const bare = (post: Post) => () =>
      bareLoop(post, { url: model.url, model: 'read', turns, tools: [wireReadTool] })
    const ours = (sessions: typeof memory) => async () => {
      const { session, drive } = await prepareLoop({ sessions, provider, model: 'read', turns })
      const cpu = await cpuOf(drive)
      await session.store.close()
      return cpu / turns
    }
    const perTurn = (loop: () => Promise<void>) => async () => (await cpuOf(loop)) / turns
    await checkSame(model, [bare(postByFetch), bare(postByHttp), ours(memory), ours(files)])
    const cpu = await interleave(
      {
        http: perTurn(bare(postByHttp)),
        fetch: perTurn(bare(postByFetch)),
        memory: ours(memory),
        durable: ours(files),
      },
      { rounds: 9, warmUp: 2 },
    )
    const fetch = { what: 'bare fetch', value: cpu('fetch') }
    const http = { what: 'bare node:http', value: cpu('http') }
    const target = { ratio: 1.5 }
    return [
      { what: 'CPU of a turn, durable', unit: 'ms', ours: cpu('durable'), baseline: fetch, target },
      {
        what: 'CPU of a turn, in memory',
        unit: 'ms',
        ours: cpu('memory'),
        baseline: fetch,
        target,
      },
      { what: 'CPU of a turn, durable', unit: 'ms', ours: cpu('durable'), baseline: http },
      { what: 'CPU of a turn, in memory', unit: 'ms', ours: cpu('memory'), baseline: http },
    ]
  },
}
