import { markup } from '@harness/traces/page'
import type { Report } from '../report.ts'
import { casesPart } from './cases-part.ts'
import { matrixPart } from './matrix-part.ts'
import { pageScript } from './page-script.ts'
import { pageStyle } from './page-style.ts'
import { summaryPart } from './summary-part.ts'
import { wholePage } from './whole-page.ts'

/**
 * The report as one HTML file: report.html. It asks nothing of a network; it runs one small script, which its content
 * security policy knows by its hash, and says everything without it. Nothing that a suite or a subject says can become
 * markup. Links lead to the folders beside it, so they hold wherever the run's folder is moved.
 */
export const reportPage = (report: Report): string =>
  wholePage({
    title: report.run.suite.name,
    style: pageStyle,
    script: pageScript,
    body: markup`<a class="skip" href="#cases">To the attempts</a>
<main>
${summaryPart(report)}${matrixPart(report)}${casesPart(report)}</main>
`,
  })
