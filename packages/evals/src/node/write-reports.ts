import { randomBytes } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { reportFiles } from '../report/report-files.ts'
import type { Report } from '../report/report.ts'

/**
 * Writes report.json, report.md, report.html and junit.xml into a folder, which is made where it is missing. Each file is
 * there as it was or as it is now, never half. Rejects as the file system does.
 */
export async function writeReports(folder: string, report: Report): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const [name, text] of Object.entries(reportFiles(report))) {
    const path = join(folder, name)
    const fresh = `${path}.${randomBytes(6).toString('hex')}.tmp`
    try {
      await writeFile(fresh, text)
      await rename(fresh, path)
    } catch (error) {
      await rm(fresh, { force: true })
      throw error
    }
  }
}
