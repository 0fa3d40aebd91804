// Rules as data, and the decision over them.
export { modes, isMode, type Mode } from './modes.ts'
export { parseRule } from './parse-rule.ts'
export { PermissionsError, type PermissionsErrorCode } from './permissions-error.ts'
export { rulePolicy } from './rule-policy.ts'

// What a configuration says of them.
export { PermissionSettings, settingRules } from './permission-settings.ts'
export { matchTool } from './match-tool.ts'
