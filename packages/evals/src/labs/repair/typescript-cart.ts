import type { CaseFile } from '../../suite/suite-file.ts'

const cart = `export interface Item {
  sku: string
  cents: number
  count: number
}

export type Discount =
  | { kind: 'percent'; of: number }
  | { kind: 'fixed'; cents: number }
  | { kind: 'nth-free'; sku: string; nth: number }

/** Cents of all items, discounts taken off in their order; never below 0, each step rounded down to whole cents. */
export function total(items: readonly Item[], discounts: readonly Discount[]): number {
  let sum = 0
  for (const { cents, count } of items) sum += cents * count
  for (const discount of discounts) {
    switch (discount.kind) {
      case 'percent':
        sum = sum - sum * (discount.of / 100)
        break
      case 'fixed':
        sum = sum - discount.cents
      case 'nth-free': {
        const item = items.find(({ sku }) => sku === (discount as { sku: string }).sku)
        if (item) sum -= item.cents * (item.count % (discount as { nth: number }).nth)
      }
    }
  }
  return sum
}
`

/** The module as it should be. */
export const mendedCart = `export interface Item {
  sku: string
  cents: number
  count: number
}

export type Discount =
  | { kind: 'percent'; of: number }
  | { kind: 'fixed'; cents: number }
  | { kind: 'nth-free'; sku: string; nth: number }

/** Cents of all items, discounts taken off in their order; never below 0, each step rounded down to whole cents. */
export function total(items: readonly Item[], discounts: readonly Discount[]): number {
  let sum = 0
  for (const { cents, count } of items) sum += cents * count
  for (const discount of discounts) sum = Math.max(0, Math.floor(sum - offOf(discount, items, sum)))
  return sum
}

/** Cents that a discount takes off, as far as the sum goes so far. */
function offOf(discount: Discount, items: readonly Item[], sum: number): number {
  switch (discount.kind) {
    case 'percent':
      return (sum * discount.of) / 100
    case 'fixed':
      return discount.cents
    case 'nth-free':
      return items
        .filter(({ sku }) => sku === discount.sku)
        .reduce((off, { cents, count }) => off + cents * Math.floor(count / discount.nth), 0)
  }
}
`

const test = `import assert from 'node:assert/strict'
import { test } from 'node:test'
import { total, type Discount, type Item } from './cart.ts'

const items: Item[] = [
  { sku: 'tea', cents: 399, count: 4 },
  { sku: 'cup', cents: 1000, count: 1 },
]

test('adds up', () => assert.equal(total(items, []), 2596))

test('takes a share off, in whole cents', () =>
  assert.equal(total(items, [{ kind: 'percent', of: 15 }]), 2206))

test('gives each third one for free', () => {
  const discounts: Discount[] = [{ kind: 'nth-free', sku: 'tea', nth: 3 }]
  assert.equal(total(items, discounts), 2197)
})

test('is never below nothing', () =>
  assert.equal(total(items, [{ kind: 'fixed', cents: 99_999 }]), 0))
`

const hidden = `cat > .hidden.ts <<'END'
import assert from 'node:assert/strict'
import { total } from './cart.ts'
const tea = { sku: 'tea', cents: 100, count: 7 }
assert.equal(total([{ ...tea, count: 6 }, { ...tea, count: 4 }], [{ kind: 'nth-free', sku: 'tea', nth: 2 }]), 500)
assert.equal(total([tea], [{ kind: 'fixed', cents: 50 }, { kind: 'percent', of: 33 }]), 435)
assert.equal(total([tea], [{ kind: 'fixed', cents: 900 }, { kind: 'percent', of: 10 }]), 0)
assert.equal(total([tea], [{ kind: 'nth-free', sku: 'cup', nth: 2 }]), 700)
END
node .hidden.ts; code=$?; rm -f .hidden.ts; exit $code`

// Words of a comment are no cast.
const noCast = `! sed -e 's://.*::' -e '/^ *[/]*[*]/d' cart.ts | grep -E '[^[:alnum:]_]as +([{(A-Z]|any|unknown|never|number|string)'`

/** A case that falls through, a remainder for a quotient, and cents that are no whole numbers. */
export const typescriptCart: CaseFile = {
  id: 'repair/typescript-cart',
  task: 'The sums of `cart.ts` are wrong for most discounts. Mend it so that it does what its text says, without casts. `node --test` runs the tests (this Node runs TypeScript as it is); they stay as they are.',
  files: {
    'cart.ts': cart,
    'cart.test.ts': test,
    'package.json': '{ "name": "cart", "type": "module", "private": true }\n',
  },
  // Node strips types by itself from 22.18 on.
  setup: `node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 22 || (a === 22 && b >= 18) ? 0 : 1)'`,
  protect: ['*.test.ts', 'package.json'],
  verify_command: 'node --test cart.test.ts',
  expect: { commands: [{ run: hidden }, { run: noCast }] },
}
