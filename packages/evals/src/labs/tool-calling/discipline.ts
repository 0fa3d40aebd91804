import type { CaseFile } from '../../suite/suite-file.ts'

/** The task names a file that is not there: the call fails, and another one must follow. */
export const wrongPath: CaseFile = {
  id: 'tool-calling/wrong-path',
  task: 'Read `config/setting.toml` (that is how the ticket spells it; if there is no such file, look for the one that is meant), with `read_file`. Write the value of its `retention_days`, the number alone, into `retention.txt`.',
  files: {
    'config/settings.toml': 'name = "archive"\nretention_days = 45\n',
    'config/old/settings.toml.bak': 'name = "archive"\nretention_days = 30\n',
    'README.md': 'The settings stand in `config`. What ends in `.bak` does not count.\n',
  },
  expect: { files: { 'retention.txt': { equals: '45' } } },
  trajectory: [{ used: 'read_file' }],
}

/** An edit that cannot work as it is asked for at first: the text stands there twice. */
export const ambiguousEdit: CaseFile = {
  id: 'tool-calling/ambiguous-edit',
  task: 'In `limits.ini` raise the `timeout` of the section `[worker]` from 30 to 90 with the tool `edit`, and use neither `write_file` nor the shell. The other sections stay as they are.',
  files: {
    'limits.ini': '[web]\ntimeout = 30\n\n[worker]\ntimeout = 30\n\n[cron]\ntimeout = 30\n',
  },
  expect: {
    files: {
      'limits.ini': {
        equals: '[web]\ntimeout = 30\n\n[worker]\ntimeout = 90\n\n[cron]\ntimeout = 30\n',
      },
    },
  },
  trajectory: [{ used: 'edit' }, { not_used: ['shell', 'write_file'] }],
}

/** A tool that would be the short way is not to be used. */
export const noShell: CaseFile = {
  id: 'tool-calling/no-shell',
  task: 'This is a dry run: no command may be run, not even one that only reads. Find every file below `src` that holds the word `deprecated` and write their paths into `deprecated.txt`, one per line, in alphabetical order.',
  files: {
    'src/a.js': 'export const a = 1\n',
    'src/b.js': '/** @deprecated use a */\nexport const b = 2\n',
    'src/lib/c.js': '// not old at all\nexport const c = 3\n',
    'src/lib/d.js': 'throw new Error("deprecated")\n',
    'src/zz.md': 'Nothing here is deprecated.\n',
    'docs/e.md': 'This page is deprecated.\n',
  },
  expect: {
    files: { 'deprecated.txt': { equals: 'src/b.js\nsrc/lib/d.js\nsrc/zz.md' } },
  },
  trajectory: [{ not_used: 'shell' }],
}

/** Steps whose order is part of the task. */
export const inOrder: CaseFile = {
  id: 'tool-calling/in-order',
  task: 'Work in this order: read `VERSION` with `read_file`; raise its last number by one with `edit`; then run `cp VERSION RELEASED` with the shell. Only these three tools, each of them at least once.',
  files: { VERSION: '4.11.9\n' },
  expect: {
    files: { VERSION: { equals: '4.11.10' }, RELEASED: { equals: '4.11.10' } },
  },
  trajectory: [
    { order: ['read_file', 'edit', 'shell'] },
    { not_used: ['write_file', 'apply_patch', 'multi_edit'] },
  ],
}
