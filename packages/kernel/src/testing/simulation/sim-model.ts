import type { ModelEnd, ModelRequest, Provider } from '../../index.ts'
import { reply } from '../scripted-provider.ts'
import type { SimProcess } from './sim-process.ts'
import type { SimWorld } from './sim-world.ts'

/** A model of many moods: answers, asks for all kinds of calls, fails, overflows, is cut. */
export function simModel(world: SimWorld, process: SimProcess): Provider {
  return {
    name: 'sim',
    async *stream(request, { signal }) {
      const end = await process.reach(() => {
        record(world, request)
        return answer(world, request)
      })
      signal.throwIfAborted()
      if (end.type === 'reply') yield { type: 'text', index: 0, text: '…' }
      yield end
    },
  }
}

function record(world: SimWorld, { key, messages }: ModelRequest): void {
  const [session = '', seq] = key.split('/')
  const intent = world.log(session).events[Number(seq) - 1]
  if (intent) world.requests.set(intent, JSON.stringify(messages))
}

function answer(world: SimWorld, { messages, tools }: ModelRequest): ModelEnd {
  // Every seventh world's model has one idea only.
  if (world.seed % 7 === 0) return reply('', [['read', { text: 'again' }]])
  const mood = world.random()
  if (mood < 0.08) return failure('retryable')
  if (mood < 0.1) return failure('truncated')
  if (mood < 0.13) return failure('overflow')
  if (mood < 0.14) return failure('fatal')
  // The longer it talks, the sooner it is content.
  if (mood < 0.25 + messages.length * 0.03) return content(world)
  const names = tools.map((tool) => tool.name)
  const calls = Array.from({ length: 1 + world.below(3) }, () => call(world, names))
  const end = reply('let me see', calls)
  if (end.type === 'reply' && mood > 0.95) end.reply.stop = 'length'
  return end
}

/** In every fifth world the end of a reply says nothing: the loop asks whether that was all. */
function content(world: SimWorld): ModelEnd {
  const end = reply('that is all')
  if (end.type === 'reply' && world.seed % 5 === 0) end.reply.endsBy = 'finish'
  return end
}

const failure = (code: 'retryable' | 'truncated' | 'overflow' | 'fatal'): ModelEnd => ({
  type: 'failure',
  failure: { code, message: `simulated ${code}` },
})

function call(world: SimWorld, names: readonly string[]): [string, unknown] {
  const name = names[world.below(names.length)] ?? 'read'
  if (world.chance(0.05)) return ['raed', {}]
  if (world.chance(0.05)) return ['read', { wrong: true }]
  const inputs: Record<string, unknown> = {
    read: { text: `${world.below(1000)}` },
    write: { word: `${world.below(1000)}` },
    agent: { background: world.chance(0.5) },
  }
  return [name, inputs[name] ?? {}]
}
