// `node kill-child.ts <folder>`: begins the run in the folder, or goes on with it, and says when it is over.
import { runEval } from '../run-eval.ts'
import { killOptions } from './kill-suite.ts'

const { report } = await runEval(killOptions(process.argv[2] ?? ''))
process.stdout.write(`${report.run.state}\n`)
