import type { SuiteFile } from './suite-file.ts'

/** The suite as it is given: a module of a suite has the types of one by it, `export default defineSuite({ … })`. */
export const defineSuite = (suite: SuiteFile): SuiteFile => suite
