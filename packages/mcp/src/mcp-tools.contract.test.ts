import { testContext, testTool } from '@harness/kernel/testing'
import { afterAll, test } from 'vitest'
import { everything } from './__fixtures__/everything.ts'
import { serverStage } from './__fixtures__/server-stage.ts'

const inputs = {
  echo: { message: 'hello' },
  list_resources: {},
  read_resource: { uri: 'demo://resource/dynamic/text/1' },
  list_prompts: {},
  get_prompt: { name: 'simple-prompt' },
  status: {},
}

const server = serverStage({ ...everything, trusted: true })
afterAll(() => server[Symbol.asyncDispose]())

for (const [name, input] of Object.entries(inputs)) {
  const makeStage = async () => ({
    tool: (await server.tools()).find((one) => one.name === `mcp_one_${name}`)!,
    input,
    context: testContext(server.workspace),
    look: async () => server.servers.status(),
  })
  testTool(`mcp_one_${name}`, makeStage, { test })
}
