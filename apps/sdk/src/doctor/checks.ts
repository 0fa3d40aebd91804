import { checkAddresses } from './check-addresses.ts'
import { checkCommands } from './check-commands.ts'
import { checkConfig } from './check-config.ts'
import { checkEndpoints } from './check-endpoints.ts'
import { checkFileNames } from './check-file-names.ts'
import { checkFolder } from './check-folder.ts'
import { checkGit } from './check-git.ts'
import { checkHome } from './check-home.ts'
import { checkHomePlace } from './check-home-place.ts'
import { checkHooks } from './check-hooks.ts'
import { checkKeys } from './check-keys.ts'
import { checkLeftovers } from './check-leftovers.ts'
import { checkLocale } from './check-locale.ts'
import { checkModel } from './check-model.ts'
import { checkModelServer } from './check-model-server.ts'
import { checkModes } from './check-modes.ts'
import { checkNetwork } from './check-network.ts'
import { checkNode } from './check-node.ts'
import { checkProviders } from './check-providers.ts'
import { checkRipgrep } from './check-ripgrep.ts'
import { checkRules } from './check-rules.ts'
import { checkSandbox } from './check-sandbox.ts'
import { checkServers } from './check-servers.ts'
import { checkSessions } from './check-sessions.ts'
import { checkTemporary } from './check-temporary.ts'
import { checkTexts } from './check-texts.ts'
import { checkVariables } from './check-variables.ts'
import type { Check } from './check.ts'
import type { Ground } from './ground.ts'

export interface Look {
  /** What its rows are called, where it breaks itself. */
  name: string
  check(ground: Ground): Check[] | Promise<Check[]>
}

/** Everything that is looked at, in the order it is told. What is fine and not worth a line has none. */
export const checks: readonly Look[] = [
  // The version of Node.
  { name: 'node', check: checkNode },
  // HARNESS_HOME leads where it was meant to; it can be written; it is nobody else's; its disk has room.
  { name: 'home', check: checkHomePlace },
  { name: 'home', check: checkHome },
  // The folder can be worked in, and is no home and no root.
  { name: 'folder', check: checkFolder },
  // Files for a moment have a place.
  { name: 'temporary', check: checkTemporary },
  // Configuration can be read, is trusted, and stands in files that are read.
  { name: 'config', check: checkConfig },
  { name: 'config', check: checkFileNames },
  // Variables are called what they are looked for as.
  { name: 'variables', check: checkVariables },
  // Which model a run talks to, and whether a server on this machine has it.
  { name: 'model', check: checkModel },
  { name: 'model', check: checkModelServer },
  // Keys are there, look like keys, and are their provider's.
  { name: 'keys', check: checkKeys },
  // Addresses end where a wire goes on.
  { name: 'addresses', check: checkAddresses },
  // Asked only online: keys are taken.
  { name: 'providers', check: checkProviders },
  // Servers on this machine, and their models.
  { name: 'local', check: checkEndpoints },
  // Proxies and certificates.
  { name: 'network', check: checkNetwork },
  { name: 'git', check: checkGit },
  { name: 'ripgrep', check: checkRipgrep },
  // Commands can be kept in.
  { name: 'sandbox', check: checkSandbox },
  // Modes that ask nobody; rules that speak of nothing.
  { name: 'permissions', check: checkModes },
  { name: 'permissions', check: checkRules },
  // Programs of hooks and servers are there. None is started.
  { name: 'hooks', check: checkHooks },
  { name: 'mcp', check: checkServers },
  // AGENTS.md, skills, agents and commands can be read and used.
  { name: 'texts', check: checkTexts },
  // Sessions are whole; what runs still; what killed processes left.
  { name: 'sessions', check: checkSessions },
  { name: 'tasks', check: checkCommands },
  { name: 'leftovers', check: checkLeftovers },
  // Letters of the terminal.
  { name: 'locale', check: checkLocale },
]
