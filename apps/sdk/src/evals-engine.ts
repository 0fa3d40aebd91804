// What the public functions about evals are made of. A run loads nothing of it.
export { loadSuite as loadSuiteFile, replayRun, rescoreRun } from '@harness/evals/node'
export { conductEval } from './evals/conduct-eval.ts'
export { inProcessSubject } from './evals/in-process-subject.ts'
