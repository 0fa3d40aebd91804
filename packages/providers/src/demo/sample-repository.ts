/** Text files by their path. */
export type SampleFiles = Readonly<Record<string, string>>

/** A small repository with one failing test of three, run by `node --test`; what the demo works on. */
export const sampleRepository: SampleFiles = {
  'package.json': `{
  "name": "sample-slugs",
  "version": "1.0.0",
  "private": true,
  "type": "module",
  "exports": "./src/slugify.js",
  "scripts": {
    "test": "node --test"
  }
}
`,
  'README.md': `# sample-slugs

Turns titles into the part of an address that people read.

\`\`\`js
import { slugify } from './src/slugify.js'

slugify('Hello World') // 'hello-world'
\`\`\`

Run the tests with \`npm test\`.
`,
  'src/slugify.js': `/** The readable part of an address for a title: lower case, words joined by single dashes. */
export function slugify(title) {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '-')
    .replace(/^-+|-+$/g, '')
}
`,
  'test/slugify.test.js': `import assert from 'node:assert/strict'
import { test } from 'node:test'

import { slugify } from '../src/slugify.js'

test('joins words with dashes', () => {
  assert.equal(slugify('Hello World'), 'hello-world')
})

test('drops what stands at the ends', () => {
  assert.equal(slugify('  What now?  '), 'what-now')
})

test('makes one dash of everything between two words', () => {
  assert.equal(slugify('Tips & Tricks, Part 2'), 'tips-tricks-part-2')
})
`,
}
