import { SdkError } from '../sdk-error.ts'
import { decodedText, otelPairs } from './otel-pairs.ts'
import type { SendOtlpOptions } from './send-otlp.ts'

/** Where requests go, and with what. */
export interface OtlpTarget {
  url: URL
  /** The address for people: without what may hold keys. */
  shown: string
  headers: Record<string, string>
  timeoutMs: number
}

const tracesPath = '/v1/traces'
const defaultTimeoutMs = 10_000

/** By the variables of the OpenTelemetry specification: those of traces count before those of everything. */
export function otlpTarget({ endpoint, headers, timeoutMs, env }: SendOtlpOptions): OtlpTarget {
  const said = env ?? process.env
  const url = urlOf(endpoint, said)
  const { username, password } = url
  url.username = ''
  url.password = ''
  const login = Buffer.from(
    `${decodedText(username) ?? username}:${decodedText(password) ?? password}`,
  )
  return {
    url,
    shown: `${url.origin}${url.pathname}`,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'harness OTLP exporter',
      ...(`${username}${password}` !== '' && {
        authorization: `Basic ${login.toString('base64')}`,
      }),
      ...headersOf(said),
      ...headers,
    },
    timeoutMs: timeoutMs ?? timeoutOf(said) ?? defaultTimeoutMs,
  }
}

type Environment = Readonly<Record<string, string | undefined>>

function urlOf(endpoint: string | undefined, env: Environment): URL {
  if (endpoint !== undefined) return whole(parsed(endpoint, 'the endpoint'))
  const own = named(env, 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT')
  if (own !== undefined) return parsed(own, 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT')
  const base = named(env, 'OTEL_EXPORTER_OTLP_ENDPOINT')
  if (base === undefined) {
    throw new SdkError(
      'bad_endpoint',
      'Where to? Name the collector, as http://localhost:4318, or set OTEL_EXPORTER_OTLP_ENDPOINT.',
    )
  }
  const url = parsed(base, 'OTEL_EXPORTER_OTLP_ENDPOINT')
  url.pathname = `${url.pathname.replace(/\/+$/, '')}${tracesPath}`
  return url
}

/** A collector that is named without a path is meant as collectors are. */
function whole(url: URL): URL {
  if (url.pathname === '/') url.pathname = tracesPath
  return url
}

function parsed(text: string, what: string): URL {
  const url = URL.parse(text.trim())
  if (url && (url.protocol === 'http:' || url.protocol === 'https:')) return url
  throw new SdkError(
    'bad_endpoint',
    `${what} is no address of HTTP: write it as http://localhost:4318.`,
  )
}

function headersOf(env: Environment): Record<string, string> {
  const names = ['OTEL_EXPORTER_OTLP_HEADERS', 'OTEL_EXPORTER_OTLP_TRACES_HEADERS']
  return Object.assign({}, ...names.map((name) => pairsIn(env, name)))
}

function pairsIn(env: Environment, name: string): Record<string, string> {
  const pairs = otelPairs(env[name] ?? '')
  if (pairs && Object.entries(pairs).every(isHeader)) return pairs
  throw new SdkError(
    'invalid_option',
    `${name} is no list of headers: write it as key=value,key2=value2, values percent-encoded.`,
  )
}

const isHeader = ([name, value]: [string, string]): boolean =>
  /^[!#$%&'*+.^_`|~\w-]+$/.test(name) && /^[\t\u0020-\u007e\u0080-\u00ff]*$/.test(value)

function timeoutOf(env: Environment): number | undefined {
  const text =
    named(env, 'OTEL_EXPORTER_OTLP_TRACES_TIMEOUT') ?? named(env, 'OTEL_EXPORTER_OTLP_TIMEOUT')
  const ms = Number(text)
  return text !== undefined && Number.isFinite(ms) && ms > 0 ? ms : undefined
}

const named = (env: Environment, name: string): string | undefined => env[name] || undefined
