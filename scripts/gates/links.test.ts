import { expect, test } from 'vitest'

import { fixture } from './fixture.ts'
import { links } from './links.ts'

const guide = '# Guide\n\n## The `first` step\n\n## Again\n\n## Again\n'
const judge = async (readme: string) =>
  (await links.run(fixture({ 'README.md': readme, 'docs/guide.md': guide }))).problems

test('links to files, folders, headings and other places pass', async () => {
  const readme =
    '# Top\n[a](docs/guide.md) [b](docs) [c](docs/guide.md#the-first-step) [d](#top) [e](https://a.example/x)\n' +
    '[f](docs/guide.md#again-1)\n'
  expect(await judge(readme)).toEqual([])
})

test('what is not there is named, with its line', async () => {
  expect(await judge('# Top\n\n[a](docs/gone.md)\n')).toEqual([
    'README.md:3 docs/gone.md: is not there',
  ])
  expect(await judge('[a](docs/guide.md#second)')).toEqual([
    'README.md:1 docs/guide.md#second: has no such heading',
  ])
  expect(await judge('[a](docs#first)')).toEqual(['README.md:1 docs#first: has no README'])
  expect(await judge('[a](../outside)')).toEqual([
    'README.md:1 ../outside: leads out of the repository',
  ])
})

test('code is no link, and does not move the lines of what follows', async () => {
  expect(await judge('```ts\nf[0](gone)\n```\n[a](gone)\n')).toEqual([
    'README.md:4 gone: is not there',
  ])
})

test('a tree without documents fails', async () => {
  expect((await links.run(fixture({}))).problems).toEqual(['no documents were found'])
})
