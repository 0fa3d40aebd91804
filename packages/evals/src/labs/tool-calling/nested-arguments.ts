import type { CaseFile } from '../../suite/suite-file.ts'

/** Each change as the task tells it: which file, what stands there, what is to stand there. */
export const changes = [
  ['app/server.toml', 'port = 8080', 'port = 8443'],
  ['app/server.toml', 'tls = false', 'tls = true'],
  ['app/client.toml', 'url = "http://localhost:8080"', 'url = "https://localhost:8443"'],
  ['app/client.toml', 'retries = 0', 'retries = 3'],
  ['docs/run.md', 'Open http://localhost:8080 in', 'Open https://localhost:8443 in'],
  ['docs/run.md', 'plain HTTP', 'TLS'],
] as const

const before: Readonly<Record<string, string>> = {
  'app/server.toml': 'name = "mill"\nport = 8080\ntls = false\nworkers = 4\n',
  'app/client.toml': 'url = "http://localhost:8080"\ntimeout = 30\nretries = 0\n',
  'docs/run.md':
    '# Run\n\nOpen http://localhost:8080 in a browser.\nThe server speaks plain HTTP.\n',
}

const after = Object.fromEntries(
  Object.entries(before).map(([path, text]) => [
    path,
    changes
      .filter(([changed]) => changed === path)
      .reduce((so, [, from, to]) => so.replace(from, to), text),
  ]),
)

/** A list of objects as an argument: six changes in three files, all or none. */
export const nestedArguments: CaseFile = {
  id: 'tool-calling/nested-arguments',
  task: `Read the three files, then make all of these changes with ONE call of \`multi_edit\`:\n\n${changes
    .map(([path, from, to]) => `- ${path}: \`${from}\` becomes \`${to}\``)
    .join('\n')}\n\nNothing else changes, no other tool changes files, and no command is run.`,
  files: before,
  expect: {
    files: Object.fromEntries(Object.entries(after).map(([path, equals]) => [path, { equals }])),
  },
  trajectory: [
    { count: { tool: 'multi_edit', status: 'done', min: 1, max: 1 } },
    { not_used: ['edit', 'write_file', 'apply_patch', 'shell'] },
  ],
}
