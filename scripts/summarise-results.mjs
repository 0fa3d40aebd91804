// Plain JavaScript: this must speak even where the installation failed and only an old Node stands.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const [folder = '.', ...expected] = process.argv.slice(2)

/** A step that left no record broke before it could count: one failure. */
function tallyOf(name) {
  const file = join(folder, `${name}.json`)
  if (!existsSync(file)) return { passed: 0, failed: 1 }
  const record = JSON.parse(readFileSync(file, 'utf8'))
  if (!Array.isArray(record.testResults)) return record
  return {
    passed: record.numPassedTests,
    failed: record.numFailedTests + record.testResults.filter(isBrokenFile).length,
  }
}

/** A test file that fails without a failing test did not load. */
const isBrokenFile = ({ status, assertionResults }) =>
  status === 'failed' && !assertionResults.some((test) => test.status === 'failed')

const tallies = expected.map((name) => ({ name, ...tallyOf(name) }))
for (const { name, passed, failed } of tallies) console.log(`${name}: ${passed}/${passed + failed}`)
const sum = (key) => tallies.reduce((total, tally) => total + tally[key], 0)
console.log(`${sum('passed')} passed, ${sum('failed')} failed`)
process.exitCode = sum('failed') === 0 ? 0 : 1
