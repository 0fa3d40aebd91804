import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { madeReport } from '../compare/__fixtures__/made-report.ts'
import { writeFiles } from './__fixtures__/eval-world.ts'
import { readReports } from './read-reports.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reports-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const text = (id: string) => JSON.stringify(madeReport({ id, cases: { one: '+' } }))
const ids = async (path: string) =>
  (await readReports(path)).found.map(({ report }) => report.run.id)

it('takes a report, the folder of a run, and a folder of runs', async () => {
  writeFiles(folder, { 'a/report.json': text('a'), 'deep/b/report.json': text('b') })
  expect(await ids(join(folder, 'a', 'report.json'))).toEqual(['a'])
  expect(await ids(join(folder, 'a'))).toEqual(['a'])
  expect(await ids(folder)).toEqual(['a', 'b'])
})

it('a run without a report is told how to go on with', async () => {
  writeFiles(folder, { 'open/log/x': '', 'a/report.json': text('a') })
  await expect(readReports(join(folder, 'open'))).rejects.toMatchObject({
    code: 'bad_run',
    message: expect.stringContaining(`harness eval run --resume ${join(folder, 'open')}`),
  })
  expect(await readReports(folder)).toMatchObject({ open: [join(folder, 'open')] })
})

it('a folder may be called like a report', async () => {
  writeFiles(folder, { 'runs.json/a/report.json': text('a'), 'none.json/else.txt': '' })
  expect(await ids(join(folder, 'runs.json'))).toEqual(['a'])
  await expect(readReports(join(folder, 'none.json'))).rejects.toMatchObject({ code: 'bad_folder' })
})

it('what is no run is refused with what would be one', async () => {
  writeFiles(folder, { 'a/report.json': '{"version":2}', 'b/report.json': 'no', 'c/else.txt': '' })
  await expect(readReports(join(folder, 'none'))).rejects.toMatchObject({ code: 'bad_folder' })
  await expect(readReports(join(folder, 'none.json'))).rejects.toMatchObject({ code: 'bad_folder' })
  await expect(readReports(join(folder, 'c'))).rejects.toMatchObject({ code: 'bad_folder' })
  await expect(readReports(join(folder, 'a'))).rejects.toMatchObject({ code: 'bad_run' })
  await expect(readReports(join(folder, 'b'))).rejects.toMatchObject({ code: 'bad_run' })
})

it('what is no report keeps none of the others away, and is named', async () => {
  writeFiles(folder, {
    'a/report.json': text('a'),
    'broken/report.json': '{"ver',
    'foreign/report.json': '{"x":1}',
  })
  symlinkSync('loop', join(folder, 'loop'))
  const { found, bad } = await readReports(folder)
  expect(found.map(({ report }) => report.run.id)).toEqual(['a'])
  expect(bad).toEqual([
    expect.stringContaining(join(folder, 'broken', 'report.json')),
    expect.stringContaining(join(folder, 'foreign', 'report.json')),
    `${join(folder, 'loop')} cannot be read (ELOOP).`,
  ])
})

it('a folder whose only runs cannot be read says why', async () => {
  writeFiles(folder, { 'broken/report.json': '{"ver' })
  await expect(readReports(folder)).rejects.toMatchObject({ code: 'bad_run' })
})
