import { hasEncodedPathStep, isHttp, normaliseBase } from './base-address.ts'

export interface RegisteredServer {
  readonly url: string
  /** May be read without a token. */
  readonly open: boolean
}

export interface FhirServerPolicy {
  readonly servers: readonly RegisteredServer[]
  /** Development only: any server on this machine, http included. */
  readonly allowLoopback: boolean
}

export interface AllowedServer {
  /** Origin and path, without a trailing slash. */
  readonly baseUrl: string
  readonly tokenRequired: boolean
}

/**
 * Decides whether the address a CDS client sent may be called: only an exactly registered base, or, in development, a
 * loopback address. Everything else is an attempt to make us call elsewhere and is treated as no server at all.
 */
export function findAllowedServer(
  fhirServer: string | undefined,
  { servers, allowLoopback }: FhirServerPolicy,
): AllowedServer | undefined {
  const url = parsePlainAddress(fhirServer)
  const baseUrl = url && normaliseBase(url.href)
  if (!url || baseUrl === undefined) return undefined
  if (isLoopback(url.hostname)) return allowLoopback ? { baseUrl, tokenRequired: false } : undefined
  if (url.protocol !== 'https:' || isIpLiteral(url.hostname)) return undefined

  const registered = servers.find((server) => normaliseBase(server.url) === baseUrl)
  return registered && { baseUrl, tokenRequired: !registered.open }
}

/** Printable ASCII only: the URL parser drops tabs and line breaks, and maps look-alike dots and letters. */
const PLAIN_ADDRESS = /^https?:\/\/[!-~]+$/i

/** `..` and `.` are gone once parsed; an empty `?`, `#` or `@` leaves no trace either. */
const RESOLVED_AWAY = /[?#@\\]|\/\.{1,2}(?:\/|$)/

function parsePlainAddress(text: string | undefined): URL | undefined {
  if (text === undefined || !PLAIN_ADDRESS.test(text) || RESOLVED_AWAY.test(text)) return undefined
  const url = URL.parse(text)
  if (!url || !isHttp(url) || hasEncodedPathStep(text)) return undefined
  return url
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)
}

/** The parser has already turned decimal, hexadecimal and short forms into four numbers. */
function isIpLiteral(hostname: string): boolean {
  return hostname.startsWith('[') || /^\d+\.\d+\.\d+\.\d+$/.test(hostname)
}
