import type { Answer, Caller } from './caller.ts'
import { isObject, isText, listAt } from './json.ts'

/** One entry of discovery that can be called. */
export interface Advertised {
  readonly id: string
  readonly hook: string
  readonly prefetch: Readonly<Record<string, string>>
}

export interface DiscoverySeen {
  readonly base: string
  readonly listed: Answer
  readonly head: Answer
  readonly withSlash: Answer
  /** Asked again with the ETag of the first answer; undefined where it had none. */
  readonly again: Answer | undefined
  /** Asked without credentials; undefined where there are none to leave out. */
  readonly open: Answer | undefined
  /** Asked from the page of the origin named; undefined where none is named. */
  readonly fromOrigin: Answer | undefined
}

export async function askDiscovery(
  base: string,
  call: Caller,
  options: { hasCredentials: boolean; origin?: string | undefined },
): Promise<DiscoverySeen> {
  const url = `${base}/cds-services`
  const listed = await call('GET', url)
  const etag = listed.headers.get('ETag')
  return {
    base,
    listed,
    head: await call('HEAD', url),
    withSlash: await call('GET', `${url}/`),
    again: etag === null ? undefined : await call('GET', url, { headers: { 'If-None-Match': etag } }),
    open: options.hasCredentials ? await call('GET', url, { authorize: null }) : undefined,
    fromOrigin:
      options.origin === undefined ? undefined : await call('GET', url, { headers: { Origin: options.origin } }),
  }
}

/** The entries that can be called: those with an id and a hook. */
export function advertisedIn({ listed }: DiscoverySeen): readonly Advertised[] {
  return listAt(listed.json, 'services').flatMap((service) => {
    if (!isObject(service) || !isText(service.id) || !isText(service.hook)) return []
    const prefetch = isObject(service.prefetch) ? service.prefetch : {}
    const templates = Object.entries(prefetch).filter((entry): entry is [string, string] => isText(entry[1]))
    return [{ id: service.id, hook: service.hook, prefetch: Object.fromEntries(templates) }]
  })
}
