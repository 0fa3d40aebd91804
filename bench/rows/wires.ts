import { anthropicProvider } from '../built/provider-anthropic.ts'
import { openaiProvider } from '../built/provider-openai.ts'
import { bareClients } from '../loops/bare-clients.ts'
import { cpuOf } from '../measure/cpu-clock.ts'
import { interleave } from '../measure/interleave.ts'
import { startModel } from '../model/start-model.ts'
import { wireReply, type WireName } from '../model/wire-replies.ts'
import type { Benchmark, Row } from '../report/row.ts'

const pieces = 5_000
const calls = 50
const wires: readonly WireName[] = ['chat', 'responses', 'messages']

/** What each wire costs, against its client library as it comes. */
export const wiresBenchmark: Benchmark = {
  name: 'wires',
  about: 'CPU per streamed megabyte and per call of each provider, against its client',
  async run() {
    await using model = await startModel()
    const clients = await bareClients(model.url)
    const rows: Row[] = []
    for (const wire of wires) {
      const provider = providerOf(wire, model.url)
      const megabytes = wireReply(wire, pieces).length / 1e6
      const ask = async (name: string) => check(await textLength(provider, name), name)
      const bare = async (name: string) => check(await clients[wire](name), name)
      const many = (one: (name: string) => Promise<void>) => async () => {
        for (let call = 0; call < calls; call++) await one('wire-4')
      }
      const cpu = await interleave(
        {
          oursStream: async () => (await cpuOf(() => ask(`wire-${pieces}`))) / megabytes,
          bareStream: async () => (await cpuOf(() => bare(`wire-${pieces}`))) / megabytes,
          oursCall: async () => (await cpuOf(many(ask))) / calls,
          bareCall: async () => (await cpuOf(many(bare))) / calls,
        },
        { rounds: 9, warmUp: 2 },
      )
      const client = (value: number) => ({ what: 'its client', value })
      rows.push(
        {
          what: `${wire}: CPU of a megabyte`,
          unit: 'ms',
          ours: cpu('oursStream'),
          baseline: client(cpu('bareStream')),
        },
        {
          what: `${wire}: CPU of a call`,
          unit: 'ms',
          ours: cpu('oursCall'),
          baseline: client(cpu('bareCall')),
        },
      )
    }
    return rows
  },
}

function providerOf(wire: WireName, url: string) {
  if (wire === 'messages') return anthropicProvider({ baseUrl: url })
  return openaiProvider({ baseUrl: url, api: wire })
}

async function textLength(provider: ReturnType<typeof providerOf>, id: string): Promise<number> {
  let length = 0
  const { signal } = new AbortController()
  const request = {
    model: { provider: provider.name, id },
    system: '',
    messages: [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Go on.' }] }],
    tools: [],
    key: 'bench/1',
    image: () => Promise.resolve(undefined),
  }
  for await (const event of provider.stream(request, { signal })) {
    if (event.type === 'text') length += event.text.length
    if (event.type === 'failure') throw new Error(event.failure.message)
  }
  return length
}

function check(length: number, name: string): void {
  const wanted = Number(name.split('-')[1]) * 'some words of an answer '.length
  if (length !== wanted) throw new Error(`${name} said ${length} characters, not ${wanted}`)
}
