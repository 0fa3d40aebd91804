import { runGit } from '@harness/context'

/**
 * A configuration of git that says who a person is, as theirs does for all repositories, and nothing else of it: it may hold
 * tokens, and programs that run. Empty where nobody has said.
 */
export async function gitIdentity(workspace: string): Promise<string> {
  const asked = ['config', '--global', '--includes', '--null', '--get-regexp', names]
  const { code, output } = await runGit(asked, {
    cwd: workspace,
    signal: AbortSignal.timeout(5000),
  })
  if (code !== 0) return ''
  const lines = output
    .toString('utf8')
    .split('\0')
    .flatMap((entry) => {
      const [, name, value] = /^user\.(\w+)\n(.*)$/su.exec(entry) ?? []
      return name === undefined || value === undefined ? [] : [`\t${name} = ${quoted(value)}\n`]
    })
  return lines.length === 0 ? '' : `[user]\n${lines.join('')}`
}

const names = String.raw`^user\.(name|email)$`

const quoted = (value: string) =>
  `"${value.replaceAll(/["\\]/gu, String.raw`\$&`).replaceAll('\n', String.raw`\n`)}"`
