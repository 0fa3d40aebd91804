import { expect, it } from 'vitest'
import { hookSecrets } from './hook-secrets.ts'

const secretsOf = (command: string) =>
  hookSecrets([{ Stop: [{ hooks: [{ type: 'command', command }] }] }])

it.each([
  ['curl https://chat.example/services/T1/aB3dE5gH7jK9mN1pQ3sT5vW7', ['aB3dE5gH7jK9mN1pQ3sT5vW7']],
  ['curl -H "X-Token: q7w8e9r0t1" https://a.example', ['q7w8e9r0t1']],
  ['curl https://me:q7w8e9r0t1@a.example/x', ['q7w8e9r0t1']],
  ['touch /tmp/harness-config-BA0KZo-4/mark', []],
  ['"$HARNESS_PROJECT_DIR"/.harness/check-Everything-2-times.sh', []],
  ['./check.sh --fast', []],
])('%s', (command, expected) => {
  expect(secretsOf(command)).toEqual(expected)
})
