import { reportPage } from './html/report-page.ts'
import { reportJson } from './report-json.ts'
import { reportJunit } from './report-junit.ts'
import { reportMarkdown } from './report-markdown.ts'
import type { Report } from './report.ts'

/** The text of each file of a report, by its name. The same report gives the same texts. */
export const reportFiles = (report: Report): Record<string, string> => ({
  'report.json': reportJson(report),
  'report.md': reportMarkdown(report),
  'report.html': reportPage(report),
  'junit.xml': reportJunit(report),
})
