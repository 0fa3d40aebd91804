// What the public functions about evals are made of. A run loads nothing of it.
export { conductEval } from './evals/conduct-eval.ts'
export { inProcessSubject } from './evals/in-process-subject.ts'
export { replayed, rescored, resumed } from './evals/reread-eval.ts'
