import type { CaseFile } from '../../suite/suite-file.ts'

const parse = `"""Reads amounts such as "1.234,50" and "12"."""


def cents(text):
    whole, _, rest = text.strip().replace(".", "").partition(",")
    return int(whole) * 100 + int(rest or 0)
`

/** The reader of amounts as it should be. */
export const mendedParse = `"""Reads amounts such as "1.234,50" and "12"."""


def cents(text):
    text = text.strip()
    sign = -1 if text.startswith("-") else 1
    whole, _, rest = text.lstrip("-").replace(".", "").partition(",")
    return sign * (int(whole or 0) * 100 + int(rest.ljust(2, "0")))
`

const ledger = `from amounts.parse import cents


def balances(rows, start={}):
    """What each account has after all rows \`account;amount\`, beginning with \`start\`, which stays as it is."""
    for row in rows:
        account, amount = row.split(";")
        start[account] = start.get(account, 0) + cents(amount)
    return start
`

/** The ledger as it should be. */
export const mendedLedger = `from amounts.parse import cents


def balances(rows, start=None):
    """What each account has after all rows \`account;amount\`, beginning with \`start\`, which stays as it is."""
    after = dict(start or {})
    for row in rows:
        account, amount = row.split(";")
        after[account] = after.get(account, 0) + cents(amount)
    return after
`

const test = `import unittest

from amounts.ledger import balances


class LedgerTest(unittest.TestCase):
    def test_adds_up(self):
        self.assertEqual(balances(["a;1,50", "b;2", "a;0,25"]), {"a": 175, "b": 200})

    def test_begins_anew(self):
        self.assertEqual(balances(["a;1"]), {"a": 100})

    def test_tenths(self):
        self.assertEqual(balances(["a;0,5"], {}), {"a": 50})


if __name__ == "__main__":
    unittest.main()
`

const hidden = `python3 -B - <<'END'
from amounts.ledger import balances
start = {"a": 1}
assert balances(["a;-1,50", "b;-0,05"], start) == {"a": -149, "b": -5}
assert start == {"a": 1}, start
assert balances(["x;1.234.567,8"]) == {"x": 123456780}
assert balances([]) == {}
END`

/** A fault that shows in one module and stands in two. */
export const pythonTwoPlaces: CaseFile = {
  id: 'repair/python-two-places',
  task: 'Balances are wrong from the second call of `balances` on, and tenths are counted as hundredths; the person who reported it also saw amounts below zero go wrong. Find the causes in the package `amounts` and mend them. `python3 -m unittest` runs the tests; they stay as they are.',
  files: {
    'amounts/__init__.py': '',
    'amounts/parse.py': parse,
    'amounts/ledger.py': ledger,
    'test_ledger.py': test,
  },
  setup: 'python3 --version',
  protect: ['test_*.py'],
  verify_command: 'python3 -B -m unittest -q test_ledger',
  expect: { commands: [{ run: hidden }] },
}
