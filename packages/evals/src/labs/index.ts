// Suites that come with the harness, as data: nothing of one is loaded before it is asked for.
export { labNames, labs, labSuite, type Lab, type LabSizes } from './labs.ts'
