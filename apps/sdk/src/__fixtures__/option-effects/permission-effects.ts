import { change, denials, tools, type OptionEffects } from './option-effect.ts'

type PermissionOption =
  | 'permissionMode'
  | 'sandbox'
  | 'allowWrite'
  | 'allowedTools'
  | 'disallowedTools'
  | 'onAsk'
  | 'canUseTool'
  | 'canUseToolTimeoutMs'
  | 'hooks'

const after = <T>(ms: number, value: T) =>
  new Promise<T>((resolve) => setTimeout(() => resolve(value), ms))

export const permissionEffects: OptionEffects<PermissionOption> = {
  permissionMode: [
    { gives: () => 'acceptEdits', calls: change, changes: denials, to: 0 },
    {
      gives: () => 'plan',
      changes: ({ configuration }) => configuration?.permissions.mode,
      to: 'plan',
    },
  ],
  sandbox: {
    gives: () => ({ enabled: true }),
    changes: ({ configuration, notices }) =>
      configuration?.permissions.sandbox === true ||
      notices.some((text) => text.includes('no sandbox')),
    to: true,
  },
  allowWrite: { gives: () => true, calls: change, changes: denials, to: 0 },
  allowedTools: { gives: () => ['edit(plan.*)'], calls: change, changes: denials, to: 0 },
  disallowedTools: [
    {
      gives: () => ['edit(plan.*)'],
      beside: () => ({ permissionMode: 'trust' }),
      calls: change,
      changes: denials,
      to: 1,
    },
    {
      gives: () => ['shell', 'git_*'],
      changes: (run) => tools(run).filter((name) => /^(shell|git_.*)$/u.test(name)),
      to: [],
    },
  ],
  onAsk: [
    { gives: () => async () => ({ decision: 'allow' }), calls: change, changes: denials, to: 0 },
    {
      gives: () => async () => ({ decision: 'deny', reason: 'not on a Monday' }),
      calls: change,
      changes: ({ result }) => result?.denied.map(({ reason }) => reason),
      to: ['not on a Monday'],
    },
  ],
  canUseTool: { gives: () => () => 'allow', calls: change, changes: denials, to: 0 },
  canUseToolTimeoutMs: {
    gives: () => 20,
    beside: () => ({ canUseTool: () => after(300, 'allow') }),
    calls: change,
    changes: denials,
    to: 1,
  },
  hooks: {
    gives: () => ({
      PreToolUse: [
        {
          matcher: 'write_file',
          hooks: [async () => ({ decision: 'block', reason: 'not on a Monday' })],
        },
      ],
    }),
    beside: () => ({ permissionMode: 'trust' }),
    calls: change,
    changes: ({ result }) => result?.calls.map(({ error }) => error?.includes('not on a Monday')),
    to: [true],
  },
}
