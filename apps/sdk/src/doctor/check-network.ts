import { existsSync } from 'node:fs'
import type { Check } from './check.ts'
import type { Env, Ground } from './ground.ts'

const proxies = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy']

/** What variables do to requests, and what they do not. A healthy machine has no row. */
export function checkNetwork({ env }: Pick<Ground, 'env'>): Check[] {
  return [...proxyRows(env), ...certificateRows(env)]
}

function proxyRows(env: Env): Check[] {
  const set = proxies.filter((variable) => env[variable])
  if (set.length === 0) return []
  const name = 'network'
  // Node's own, of https://nodejs.org/api/cli.html#node_use_env_proxy1.
  if (env['NODE_USE_ENV_PROXY'] !== '1') {
    const found = `${set.join(', ')} is set, and Node goes past it: where only the proxy leads out, no provider answers`
    const fix =
      'export NODE_USE_ENV_PROXY=1 (Node 24, or 22.21), and NO_PROXY=localhost,127.0.0.1,::1'
    return [{ name, status: 'warn', found, fix }]
  }
  if (set.every((variable) => /^all_/iu.test(variable))) {
    const found = `${set.join(', ')} is not what Node reads: requests go past the proxy`
    return [{ name, status: 'warn', found, fix: 'set HTTPS_PROXY and HTTP_PROXY' }]
  }
  const without = `${env['NO_PROXY'] ?? ''},${env['no_proxy'] ?? ''}`
  if (/(?:^|[\s,])(?:localhost|127\.0\.0\.1|\*)(?:[\s,]|$)/u.test(without)) return []
  const found = 'the proxy is asked for servers on this machine, too: NO_PROXY does not name them'
  return [{ name, status: 'warn', found, fix: 'export NO_PROXY=localhost,127.0.0.1,::1' }]
}

function certificateRows(env: Env): Check[] {
  const rows: Check[] = []
  if (env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') {
    const found = 'NODE_TLS_REJECT_UNAUTHORIZED=0: whoever is in between can read your keys'
    const fix = 'unset it; for a certificate of your own set NODE_EXTRA_CA_CERTS to its file'
    rows.push({ name: 'network', status: 'warn', found, fix })
  }
  const file = env['NODE_EXTRA_CA_CERTS']
  if (file && !existsSync(file)) {
    const found = `NODE_EXTRA_CA_CERTS names ${file}, which is not there: its certificates are not taken`
    rows.push({ name: 'network', status: 'warn', found, fix: 'correct the path, or unset it' })
  }
  return rows
}
