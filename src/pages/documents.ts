import type { Context } from 'hono'
import type { ReadAsset } from '../read-asset.ts'
import { answerRendered } from './answers.ts'

/** The pages of what the service also answers as JSON. */
export function documentPages(readAsset: ReadAsset) {
  return {
    policies: (c: Context) => answerRendered(c, 'policies.html', readAsset),
    policy: (c: Context, { id }: { readonly id: string }) => answerRendered(c, policyPageOf(id), readAsset),
    about: (c: Context) => answerRendered(c, 'about.html', readAsset),
  }
}

/** Where the page of a policy lies among the deployed files. */
export function policyPageOf(id: string): string {
  return `policies/${id}.html`
}
