import { aboutJson } from '../artefacts/about-json.ts'
import { listPolicies, policyJson } from '../artefacts/policy-json.ts'
import { POLICIES } from '../clinical/policies/index.ts'
import { AboutPage } from './about/about-page.tsx'
import { policyPageOf } from './documents.ts'
import { landingPageFor } from './landing.ts'
import { LandingPage } from './landing-page.tsx'
import { PolicyListPage } from './policies/policy-list-page.tsx'
import { PolicyPage } from './policies/policy-page.tsx'

/**
 * The pages that say the same to everybody, as markup, by their name among the deployed files. Rendered when the service is
 * built: a call of an EHR pays for none of them.
 */
export function renderPages(): ReadonlyMap<string, string> {
  const pages = new Map([
    [landingPageFor(true), <LandingPage hasPlayground={true} />],
    [landingPageFor(false), <LandingPage hasPlayground={false} />],
    ['policies.html', <PolicyListPage policies={listPolicies()} />],
    ...POLICIES.map((policy) => [policyPageOf(policy.id), <PolicyPage policy={policyJson(policy)} />] as const),
    ['about.html', <AboutPage about={aboutJson()} />],
  ])
  return new Map([...pages].map(([name, page]) => [name, String(page)]))
}
