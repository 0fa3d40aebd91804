// The least agent that is a program: `<fetch|http> <url> <model>`. It reads, runs commands, prints, and keeps nothing.
// Plain JavaScript: what it costs is compared with a program whose types were stripped when it was built.
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'

const [wire = '', url = '', model = ''] = process.argv.slice(2)

/** `import 'node:http'` would load all of fetch. */
const { Agent, request } = process.getBuiltinModule('http')
const agent = new Agent({ keepAlive: true })

const post = {
  fetch: async (body) => (await fetch(url, { method: 'POST', body })).body,
  http: (body) =>
    new Promise((resolve, reject) => {
      request(url, { method: 'POST', agent }, resolve).on('error', reject).end(body)
    }),
}[wire]

const act = {
  read_file: async ({ path, offset, limit }) =>
    readFileSync(path, 'utf8')
      .split('\n')
      .slice(offset - 1, offset - 1 + limit)
      .join('\n'),
  shell: ({ command }) =>
    new Promise((resolve) => {
      execFile('sh', ['-c', command], (error, stdout) => resolve(`${stdout}${error?.code ?? 0}`))
    }),
}

async function answer(messages) {
  const decoder = new TextDecoder()
  const reply = { role: 'assistant', content: '' }
  let rest = ''
  for await (const piece of await post(JSON.stringify({ model, messages, stream: true }))) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n')
    rest = lines.pop()
    for (const line of lines) if (line.startsWith('data: {')) take(reply, JSON.parse(line.slice(6)))
  }
  return reply
}

function take(reply, { choices: [choice] }) {
  const { content, tool_calls: calls = [] } = choice?.delta ?? {}
  if (content) {
    process.stdout.write(content)
    reply.content += content
  }
  for (const { index, id, function: made } of calls) {
    reply.tool_calls ??= []
    reply.tool_calls[index] ??= {
      id,
      type: 'function',
      function: { name: made.name, arguments: '' },
    }
    reply.tool_calls[index].function.arguments += made.arguments
  }
}

const messages = [{ role: 'user', content: 'hi' }]
for (;;) {
  const reply = await answer(messages)
  messages.push(reply)
  if (!reply.tool_calls) break
  for (const { id, function: made } of reply.tool_calls) {
    const content = await act[made.name](JSON.parse(made.arguments))
    messages.push({ role: 'tool', tool_call_id: id, content })
  }
}
agent.destroy()
