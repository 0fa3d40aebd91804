import type { CaseFile } from '../../suite/suite-file.ts'

const table = `[hosts]
alpha = 10.0.0.11
beta = 10.0.0.12
gamma = 10.0.0.12
delta = 10.0.0.14

[roles]
web = alpha, beta
db = gama
cache = delta,

[ports]
web = 80, 443
db = 54320
cache = 6379
`

/** The file as it should be. */
export const mendedTable = `[hosts]
alpha = 10.0.0.11
beta = 10.0.0.12
gamma = 10.0.0.13
delta = 10.0.0.14

[roles]
web = alpha, beta
db = gamma
cache = delta

[ports]
web = 80, 443
db = 5432
cache = 6379
`

/** Nothing but text: any machine can check it. */
export const noToolchain: CaseFile = {
  id: 'repair/no-toolchain',
  task: 'The roll-out stops at `hosts.ini`. `roll-out.log` says what is wrong with it, and `inventory.md` what is true. Mend `hosts.ini` and change nothing that is right: not its order, not its empty lines. The other two files stay as they are.',
  files: {
    'hosts.ini': table,
    'inventory.md':
      '# Machines\n\n| name | address | what runs there |\n| --- | --- | --- |\n| alpha | 10.0.0.11 | web on 80 and 443 |\n| beta | 10.0.0.12 | web on 80 and 443 |\n| gamma | 10.0.0.13 | db on its usual port, 5432 |\n| delta | 10.0.0.14 | cache on 6379 |\n',
    'roll-out.log':
      'error: two hosts have one address\nerror: role db names a host that is not there\nerror: role cache ends in a comma\nwarning: nothing answers on the port of db\n',
  },
  protect: ['inventory.md', 'roll-out.log'],
  expect: {
    files: {
      'hosts.ini': { equals: mendedTable },
      'inventory.md': { unchanged: true },
      'roll-out.log': { unchanged: true },
    },
  },
}
