import type { Report } from './report.ts'

/** The report as other programs read it: report.json. */
export const reportJson = (report: Report): string => `${JSON.stringify(report, null, 2)}\n`
