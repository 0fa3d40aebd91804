// The guards that keep the promises, each as the text that switches it off. With a guard off some seed must break a
// promise; two guards that hide one another are switched off together.

export interface Guard {
  name: string
  /** Path below the kernel's `src`. */
  file: string
  find: string
  replace: string
}

const guards = {
  expectedVersion: {
    name: 'expected version',
    file: 'log/session.ts',
    find: 'append(events, this.#state.seq)',
    replace: 'append(events, this.store.events.head)',
  },
  writerLock: {
    name: 'writer lock',
    file: 'testing/simulation/sim-sessions.ts',
    find: 'if (log.holder?.alive) {',
    replace: 'if (!world) {',
  },
  orphanRule: {
    name: 'orphan rule',
    file: 'run/effects.ts',
    find: 'const orphan = intent.seq <= this.#born',
    replace: 'const orphan = false',
  },
  intentBeforeEffect: {
    name: 'intent before effect',
    file: 'log/session.ts',
    find: 'if (await this.store.events.append(events, this.#state.seq)) {',
    replace:
      'const seq = this.#state.seq\n        await this.#commit(events, state)\n        if (await this.store.events.append(events, seq)) {\n          return events',
  },
  decideBeforePerforming: {
    name: 'decide before performing',
    file: 'run/run.ts',
    find: '    await session.advance()\n',
    replace: '    effects.follow()\n    await session.advance()\n',
  },
  syncBeforeEffect: {
    name: 'sync before effect',
    file: 'run/effects.ts',
    find: 'if (isActing(intent) || asksHooks(intent, this.#session.state)) await this.#session.sync()',
    replace: '',
  },
  invariants: {
    name: 'invariants',
    file: 'log/session.ts',
    find: 'if (broken) throw',
    replace: 'if (!state) throw',
  },
  lateOutcomes: {
    name: 'late outcomes are dropped',
    file: 'run/effects.ts',
    find: 'if (!state.open.some((one) => one.seq === intent.seq)) return undefined',
    replace: '',
  },
  onePerformance: {
    name: 'one performance per intent',
    file: 'run/effects.ts',
    find: '!this.#live.has(intent.seq)',
    replace: 'this.#live',
  },
  postsOnce: {
    name: 'posts apply once',
    file: 'log/accept-post.ts',
    find: 'if (session.state.posts.includes(post.id)) return',
    replace: '',
  },
  syncBeforeForgetting: {
    name: 'sync before a post is forgotten',
    file: 'log/keep-draining.ts',
    find: '  await session.sync()\n',
    replace: '',
  },
  syncAtRest: {
    name: 'sync before a run is said to have ended',
    file: 'run/run.ts',
    find: '  await session.sync()\n',
    replace: '',
  },
  foldFromWhatIsShown: {
    name: 'the fold begins where what is shown begins',
    file: 'perform/perform-compaction.ts',
    find: 'const from = Math.min(intent.seq, ...kept.map(({ since }) => since))',
    replace: 'const from = intent.seq',
  },
  waitForCompaction: {
    name: 'a compaction is waited for',
    file: 'run/run.ts',
    find: "state.open.some(({ type }) => type === 'compaction.started' ||",
    replace: 'state.open.some(({ type }) =>',
  },
  promptWaitsForHooks: {
    name: 'a prompt waits for its hooks',
    file: 'next/next.ts',
    find: '  tellHooks,\n',
    replace: '',
  },
  waitForHooks: {
    name: 'hooks are waited for',
    file: 'next/waiting.ts',
    find: "return intent.data.event !== 'Notification'",
    replace: 'return false',
  },
} satisfies Record<string, Guard>

/** What must be caught: each guard alone, or with the one that hides it. */
export const mutants: readonly (readonly Guard[])[] = [
  [guards.writerLock],
  [guards.expectedVersion, guards.writerLock],
  [guards.orphanRule],
  [guards.intentBeforeEffect, guards.decideBeforePerforming],
  [guards.syncBeforeEffect],
  [guards.invariants],
  [guards.lateOutcomes],
  [guards.lateOutcomes, guards.invariants],
  [guards.onePerformance],
  [guards.postsOnce],
  [guards.syncBeforeForgetting],
  [guards.syncAtRest],
  [guards.foldFromWhatIsShown],
  [guards.waitForCompaction],
  [guards.promptWaitsForHooks],
  [guards.waitForHooks],
]
