import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { library } from '../../tsup.library.ts'

/** Names this build by its sources, so that a snapshot of another one is never read. */
const build = createHash('sha256')
for (const file of globSync('src/**/*.ts').toSorted()) build.update(readFileSync(file))

const { version } = JSON.parse(readFileSync('package.json', 'utf8'))

export default library(['index', 'node/index', 'wire/index', 'testing/index'], {
  define: {
    KERNEL_BUILD: JSON.stringify(build.digest('hex').slice(0, 16)),
    KERNEL_VERSION: JSON.stringify(version),
  },
})
