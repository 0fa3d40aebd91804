import type { Report } from './report.ts'
import { reportJson } from './report-json.ts'

/** The text of each file of a report, by its name. */
export const reportFiles = (report: Report): Record<string, string> => ({
  'report.json': reportJson(report),
})
