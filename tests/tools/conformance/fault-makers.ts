import type { MiddlewareHandler } from 'hono'
import type { Fault } from './a-service.ts'

type Json = Record<string, unknown>

export function on(method: string, path: string, answer: () => Response): MiddlewareHandler {
  return async (c, next) => (c.req.method === method && new URL(c.req.url).pathname === path ? answer() : next())
}

export function onDiscovery(status: (authorization: string | undefined) => number | undefined): MiddlewareHandler {
  return async (c, next) => {
    const refusal = c.req.path === '/cds-services' ? status(c.req.header('Authorization')) : undefined
    return refusal === undefined ? next() : new Response('', { status: refusal })
  }
}

/** Looks at the body of a hook call first; `otherwise` is for bodies that are no JSON. */
export function onCall(
  answer: (body: Json) => Response | undefined,
  otherwise: () => Response | undefined = () => undefined,
): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method !== 'POST' || c.req.path !== '/cds-services/walk') return next()
    const body = await c.req.json().catch(() => undefined)
    return (body === undefined ? otherwise() : answer(body)) ?? next()
  }
}

export function without(header: string): MiddlewareHandler {
  return async (c, next) => {
    await next()
    c.res.headers.delete(header)
  }
}

export const always200: MiddlewareHandler = async (c, next) => {
  await next()
  if (c.res.status === 304) c.res = new Response('{}', { headers: c.res.headers })
}

export const textAnswers: MiddlewareHandler = async (c, next) => {
  await next()
  if (c.req.method === 'POST') c.res.headers.set('Content-Type', 'text/plain')
}

export function change(edit: (service: Json) => void): NonNullable<Fault['discovery']> {
  return (services) => {
    services.forEach(edit)
    return { services }
  }
}

export function template(text: string): NonNullable<Fault['discovery']> {
  return change((service) => Object.assign(service, { prefetch: { ...Object(service.prefetch), odd: text } }))
}

export function omit(name: string): NonNullable<Fault['card']> {
  return ({ [name]: _, ...card }) => card
}

export function suggestion(): Json {
  return { label: 'Refer', uuid: crypto.randomUUID(), isRecommended: true }
}

export function suggesting(changed: Json): NonNullable<Fault['card']> {
  return (card) => ({ ...card, suggestions: [{ ...suggestion(), ...changed }] })
}

export function acting(changed: Json): NonNullable<Fault['card']> {
  const action = { type: 'create', description: 'Refer', resource: { resourceType: 'Basic', code: { text: 'x' } } }
  return suggesting({ actions: [{ ...action, ...changed }] })
}

export function linking(changed: Json): NonNullable<Fault['card']> {
  return (card) => ({
    ...card,
    links: [{ label: 'Guide', url: 'https://walks.example.org/guide', type: 'absolute', ...changed }],
  })
}
