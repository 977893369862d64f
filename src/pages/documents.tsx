import type { Context } from 'hono'
import { aboutJson } from '../artefacts/about-json.ts'
import { listPolicies, policyJson } from '../artefacts/policy-json.ts'
import type { Policy } from '../clinical/policies/policy.ts'
import { AboutPage } from './about/about-page.tsx'
import { answerPage } from './page-layout.tsx'
import { PolicyListPage } from './policies/policy-list-page.tsx'
import { PolicyPage } from './policies/policy-page.tsx'

/** The pages of what the service also answers as JSON, from the same documents. */
export const documentPages = {
  policies: (c: Context) => answerPage(c, <PolicyListPage policies={listPolicies()} />),
  policy: (c: Context, policy: Policy) => answerPage(c, <PolicyPage policy={policyJson(policy)} />),
  about: (c: Context) => answerPage(c, <AboutPage about={aboutJson()} />),
}
