import { describe, expect, test } from 'vitest'
import { allThresholds } from '../../src/artefacts/all-thresholds.ts'
import { EVIDENCE } from '../../src/artefacts/evidence.ts'
import type { Citation } from '../../src/clinical/citation.ts'
import { COMPANIONS } from '../../src/clinical/companions.ts'
import { GATES } from '../../src/clinical/gates/index.ts'
import { POLICIES } from '../../src/clinical/policies/index.ts'
import { criteriaOf } from '../../src/clinical/policies/policy.ts'
import { RULE_VERSION } from '../../src/clinical/rule-version.ts'
import { createTestApp } from '../support/app.ts'
import { aLandingPage, aPlayground, theDocumentPages } from './pages.ts'

const app = createTestApp({
  pages: { landing: aLandingPage(), playground: aPlayground(), documents: theDocumentPages() },
})

/** What a page says, without its markup. */
async function textOf(path: string): Promise<string> {
  const html = await (await app.request(path)).text()
  return html
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

const escaped = (text: string) => text.replaceAll('&', '&amp;')

describe.each(POLICIES)('the page of $id', async (policy) => {
  const text = await textOf(`/policies/${policy.id}`)
  const html = await (await app.request(`/policies/${policy.id}`)).text()

  test('shows every criterion: id, statement, words of the source, numbers', () => {
    for (const { id, statement, says, thresholds } of criteriaOf(policy)) {
      expect(html).toContain(`id="${id}"`)
      expect(text).toContain(statement)
      expect(text).toContain(says)
      for (const threshold of thresholds) {
        expect(text).toContain(threshold.id)
        expect(text).toContain(threshold.says)
      }
    }
  })

  test('shows every gate and companion with its numbers', () => {
    for (const { id, statement, thresholds = [] } of [...GATES, ...COMPANIONS]) {
      expect(text).toContain(id)
      expect(text).toContain(statement)
      for (const threshold of thresholds) expect(text).toContain(threshold.says)
    }
  })

  test('calls every gate what a card calls it', () => {
    const headings = [...html.matchAll(/<h3>([^<]*) <code>/g)].map(([, words = '']) => words.toLowerCase())
    expect(headings).toEqual(expect.arrayContaining(GATES.map(({ name }) => name.toLowerCase())))
  })

  test('links to every source that has an address', () => {
    const cited: readonly Citation[] = [policy, ...criteriaOf(policy), ...GATES].map(({ citation }) => citation)
    for (const { title, url } of cited) {
      if (url !== undefined) expect(html).toContain(`href="${escaped(url)}"`)
      else if (title !== 'Our own reading; no source gives it') expect(text).toContain(title)
    }
  })

  test('says title, version and whether it may decide', () => {
    expect(text).toContain(policy.title)
    expect(text).toContain(policy.about)
    expect(text).toContain(`rules ${RULE_VERSION}`)
    expect(text.includes('may decide the card')).toBe(policy.mayDecide)
  })

  test('marks as ours as many numbers as are ours', () => {
    const ownNumbers = criteriaOf(policy).flatMap(({ thresholds }) =>
      thresholds.filter(({ origin }) => origin === 'ours'),
    )
    const criteria = html.slice(html.indexOf('id="criteria"'), html.indexOf('id="gates"'))
    const ownCriteria = criteriaOf(policy).filter(({ citation }) => citation.id === 'ours')
    expect(criteria.match(/>ours</g) ?? []).toHaveLength(ownNumbers.length + ownCriteria.length)
  })

  test('has no link within the page that leads nowhere, and no id twice', () => {
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const [, target] of html.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target)
  })
})

describe('the page of Medicare', () => {
  test('marks what excludes under it, and that of the practice marks nothing so', async () => {
    const [medicare, practice] = [await textOf('/policies/medicare-lcd'), await textOf('/policies/clinic')]
    expect(medicare.match(/excludes here/g)).toHaveLength(GATES.filter(({ id }) => isExcludedByMedicare(id)).length)
    expect(practice).not.toMatch(/excludes here/i)
  })

  test('shows CPT codes without words', async () => {
    const html = await (await app.request('/policies/medicare-lcd')).text()
    expect(html).toMatch(/<code>77080<\/code>(?:<\/p>|;|<)/)
    expect(html).not.toContain('CPT 77080')
  })
})

function isExcludedByMedicare(id: string): boolean {
  return POLICIES.some((policy) => policy.id === 'medicare-lcd' && policy.excludedBy.has(id))
}

describe('the page about the service', async () => {
  const text = await textOf('/about')

  test('shows every gap it declares: what it is not, what it does not read, its limits', () => {
    expect(text).toContain('It is not a medical device, has not been reviewed by the FDA and is not CE-marked.')
    expect(text).toContain('ImagingStudy.endpoint is never followed')
    expect(text).toContain('administrative gender')
    expect(text.match(/not used/g)?.length).toBeGreaterThanOrEqual(6)
  })

  test('shows every number with a time in it', () => {
    for (const { id, unit, says } of allThresholds()) {
      if (['h', 'd', 'mo'].includes(unit)) {
        expect(text).toContain(id)
        expect(text).toContain(says)
      }
    }
  })

  test('shows the evidence on both sides', () => {
    for (const { title, words } of EVIDENCE) {
      expect(text).toContain(title)
      expect(text).toContain(words)
    }
  })

  test('owes its notices', () => {
    for (const owner of ['SNOMED International', 'Regenstrief Institute', 'American Medical Association']) {
      expect(text).toContain(owner)
    }
  })
})

describe('every page', () => {
  test.each(['/policies', '/policies/clinic', '/about'])(
    '%s carries no style or script and loads only from here',
    async (path) => {
      const response = await app.request(path)
      expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
      const html = await response.text()
      expect(html).not.toMatch(/<script|<style|\sstyle="|\son\w+="/)
      expect([...html.matchAll(/<link[^>]*href="([^"]+)"/g)].map(([, href]) => href)).toEqual(['data:,', '/style.css'])
    },
  )

  test('is linked from the front page', async () => {
    const html = await (await app.request('/')).text()
    expect(html).toContain('href="/policies"')
    expect(html).toContain('href="/about"')
  })
})
