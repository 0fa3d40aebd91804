import type { CaseFile } from '../../suite/suite-file.ts'

const limiter = `"""Lets so many calls through in a window of seconds."""


class Limiter:
    def __init__(self, most, window):
        self.most = most
        self.window = window
        self.times = []

    def allow(self, now):
        """Whether a call at this second goes through. A call that does not go through does not count."""
        self.times.append(now)
        while self.times and self.times[0] < now - self.window:
            self.times.pop(0)
        return len(self.times) <= self.most

    def wait(self, now):
        """Seconds until a call would go through; 0 when one goes through now."""
        if len(self.times) < self.most:
            return 0
        return self.times[0] + self.window - now
`

/** The module as it should be. */
export const mendedLimiter = `"""Lets so many calls through in a window of seconds."""


class Limiter:
    def __init__(self, most, window):
        self.most = most
        self.window = window
        self.times = []

    def _forget(self, now):
        while self.times and self.times[0] <= now - self.window:
            self.times.pop(0)

    def allow(self, now):
        """Whether a call at this second goes through. A call that does not go through does not count."""
        self._forget(now)
        if len(self.times) >= self.most:
            return False
        self.times.append(now)
        return True

    def wait(self, now):
        """Seconds until a call would go through; 0 when one goes through now."""
        self._forget(now)
        if len(self.times) < self.most:
            return 0
        return self.times[0] + self.window - now
`

const test = `import unittest

from limiter import Limiter


class LimiterTest(unittest.TestCase):
    def test_lets_so_many_through(self):
        limiter = Limiter(2, 10)
        self.assertEqual([limiter.allow(t) for t in (0, 1, 2)], [True, True, False])

    def test_the_window_is_over_at_its_end(self):
        limiter = Limiter(1, 10)
        self.assertTrue(limiter.allow(0))
        self.assertTrue(limiter.allow(10))

    def test_refused_calls_do_not_count(self):
        limiter = Limiter(1, 10)
        self.assertTrue(limiter.allow(0))
        for second in range(1, 10):
            self.assertFalse(limiter.allow(second))
        self.assertTrue(limiter.allow(11))


if __name__ == "__main__":
    unittest.main()
`

const hidden = `python3 -B - <<'END'
from limiter import Limiter
a = Limiter(3, 5)
got = [a.allow(t) for t in (0, 0, 4, 4, 5, 5, 5, 8, 9, 10)]
assert got == [True, True, True, False, True, True, False, False, True, True], got
b = Limiter(1, 10)
b.allow(0)
assert b.wait(4) == 6, b.wait(4)
assert b.wait(10) == 0 and b.wait(30) == 0
c = Limiter(0, 10)
assert not c.allow(1)
END`

/** A bound that is off by one, and calls that count though they were refused. */
export const pythonWindow: CaseFile = {
  id: 'repair/python-window',
  task: 'The limiter in `limiter.py` refuses calls that should go through, and its `wait` says nonsense for a time at which the window is over. Mend it so that it does what its texts say. `python3 -m unittest` runs the tests; they stay as they are.',
  files: { 'limiter.py': limiter, 'test_limiter.py': test },
  setup: 'python3 --version',
  protect: ['test_*.py'],
  verify_command: 'python3 -B -m unittest -q test_limiter',
  expect: { commands: [{ run: hidden }] },
}
