import { memorySessions } from '../built/kernel.ts'
import { openaiProvider } from '../built/provider-openai.ts'
import { bareLoop } from '../loops/bare-loop.ts'
import { prepareLoop } from '../loops/kernel-loop.ts'
import { postByFetch, postByHttp, type Post } from '../loops/post.ts'
import { cpuOf } from '../measure/cpu-clock.ts'
import { interleave } from '../measure/interleave.ts'
import { checkSame } from '../model/check-same.ts'
import { startModel } from '../model/start-model.ts'
import type { Benchmark } from '../report/row.ts'

const chunks = 5_000

/** A long answer, seen as it comes. */
export const streamingBenchmark: Benchmark = {
  name: 'streaming',
  about: 'CPU of 20,000 tokens in 5,000 chunks, with a live sink',
  async run() {
    await using model = await startModel()
    const provider = openaiProvider({ baseUrl: model.url })
    const sessions = memorySessions()
    const name = `stream-${chunks}`
    const bare = (post: Post) => () =>
      cpuOf(() => bareLoop(post, { url: model.url, model: name, turns: 1, tools: [] }))
    const ours = async () => {
      let seen = 0
      const live = () => {
        seen += 1
      }
      const loop = { sessions, provider, model: name, turns: 1, tools: [], live }
      const { drive } = await prepareLoop(loop)
      const cpu = await cpuOf(drive)
      if (seen !== chunks) throw new Error(`the live sink saw ${seen} pieces`)
      return cpu
    }
    await checkSame(model, [bare(postByFetch), bare(postByHttp), ours])
    const cpu = await interleave(
      { fetch: bare(postByFetch), http: bare(postByHttp), ours },
      { rounds: 9, warmUp: 2 },
    )
    const what = 'CPU of 5,000 chunks streamed'
    return [
      {
        what,
        unit: 'ms',
        ours: cpu('ours'),
        baseline: { what: 'bare fetch', value: cpu('fetch') },
      },
      {
        what,
        unit: 'ms',
        ours: cpu('ours'),
        baseline: { what: 'bare node:http', value: cpu('http') },
      },
    ]
  },
}
