import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cdsResponse } from '../../src/cds-hooks/response.ts'
import type { PatientFacts } from '../../src/clinical/facts.ts'
import { decideAdvice } from '../../src/services/advice-card.ts'
import { toCard } from '../../src/services/card.ts'
import { createIdentityKeys } from '../../src/storage/identity-keys.ts'
import { care, diagnosis, factsOfRecord, lab, mobility, radiograph, safety } from '../support/facts.ts'
import { aRequest } from './a-request.ts'
import { anyAssessment } from './any-assessment.ts'
import { cardFor } from './decided.ts'

const RUNS = { numRuns: 1_000 }
const { uuidOf } = createIdentityKeys({ id: 'test', key: 'test' })

function wordCount(text: string): number {
  return text.split(/\s+/).length
}

/** Everything that can be missing at once, of a fracture that nobody has dated or placed. */
const nothingKnown: PatientFacts = factsOfRecord(
  {
    diagnoses: [
      diagnosis({
        level: null,
        region: 'thoracolumbar',
        certainty: 'suspected',
        onset: null,
        diagnosedOn: null,
        cause: 'neoplastic',
      }),
    ],
  },
  {
    pain: [],
    nonSurgicalCare: [],
    safety: [
      safety('anticoagulant', '2026-06-01'),
      safety('coagulopathy', '2026-06-01'),
      safety('contrast-allergy', '2026-06-01'),
      safety('comfort-care', '2026-11-01'),
    ],
    labs: [lab('inr', 2.2, '2026-11-18'), lab('platelets', 44, '2026-11-18'), lab('crp', 24, '2026-11-18')],
    couldNotLook: ['imagingReports', 'observations', 'medications', 'procedures', 'serviceRequests', 'allergies'],
  },
)

/** All criteria met with the longest words there are, and everything that is only named on top. */
const everythingToSay: PatientFacts = factsOfRecord(
  { diagnoses: [diagnosis({ cause: 'neoplastic' })], imaging: [radiograph({ modality: 'CT' })] },
  {
    nonSurgicalCare: [
      care('analgesic', '2026-10-21'),
      care('opioid', '2026-10-22'),
      care('brace', '2026-10-23'),
      care('physical-therapy', '2026-10-24'),
      care('bed-rest', '2026-10-25'),
    ],
    function: [mobility('bed-confined', '2026-11-01')],
    safety: [
      safety('anticoagulant', '2026-06-01'),
      safety('coagulopathy', '2026-06-01'),
      safety('contrast-allergy', '2026-06-01'),
    ],
    couldNotLook: ['observations', 'medications', 'procedures', 'serviceRequests', 'allergies'],
  },
)

/** The longest name of a fracture beside the longest name of a danger. */
const dangerInTheLongestWords: PatientFacts = factsOfRecord(
  { diagnoses: [diagnosis({ level: null, region: 'thoracolumbar', certainty: 'suspected' })] },
  { safety: [safety('neural-compression', '2026-11-18')] },
)

const WORST = [
  ['complete-workup', nothingKnown],
  ['refer-now', everythingToSay],
  ['other-route', dangerInTheLongestWords],
] as const

describe('the worst case of each kind of card', () => {
  test.each(WORST)('%s has a summary of at most 139 characters', (kind, facts) => {
    const card = cardFor(facts)
    expect(card.kind).toBe(kind)
    expect(card.summary.length).toBeLessThanOrEqual(139)
  })

  test.each(WORST)('%s has a detail of at most 130 words', (_kind, facts) => {
    expect(wordCount(cardFor(facts).detail)).toBeLessThanOrEqual(130)
  })

  test('the summary of a long list names the first items and counts the rest', () => {
    expect(cardFor(nothingKnown).summary).toMatch(/missing: .+; \d more\.$/)
  })

  test('a danger is named with its date however long the words are', () => {
    const { summary } = cardFor(dangerInTheLongestWords)
    expect(summary).toContain('cord or nerve-root compression (2026-11-18)')
    expect(summary).toMatch(/^Possible thoracolumbar /)
    expect(summary).toContain('outside this tool, follow your local urgent pathway')
  })
})

describe('any card', () => {
  test('passes the schema of what leaves', async () => {
    await fc.assert(
      fc.asyncProperty(anyAssessment, async (assessment) => {
        const decision = decideAdvice(assessment, aRequest())
        if (!decision.speak) return
        const card = await toCard(decision.draft, {
          uuid: await uuidOf('client', 'card', [decision.draft.newsKey]),
          uuidOf: (id) => uuidOf('client', 'suggestion', [id]),
        })
        expect(cdsResponse.safeParse({ cards: [card] }).error).toBeUndefined()
      }),
      RUNS,
    )
  })

  test('is short enough to be read', () => {
    fc.assert(
      fc.property(anyAssessment, (assessment) => {
        const decision = decideAdvice(assessment, aRequest())
        if (!decision.speak) return
        expect(decision.draft.summary.length).toBeLessThanOrEqual(139)
        expect(wordCount(decision.draft.detail)).toBeLessThanOrEqual(130)
      }),
      RUNS,
    )
  })

  test('holds only paragraphs, bold words and bullets, in letters and signs that no client turns into anything', () => {
    fc.assert(
      fc.property(anyAssessment, (assessment) => {
        const decision = decideAdvice(assessment, aRequest())
        if (!decision.speak) return
        const { summary, detail } = decision.draft
        expect(summary).toMatch(/^[A-Za-z0-9 .,;:()/'?^-]+$/)
        for (const line of detail.split('\n')) expect(line).toMatch(/^(?:- )?[A-Za-z0-9 .,;:()/'?^*-]*$/)
        const withoutBold = detail.replaceAll(/\*\*[^*\n]+\*\*/g, '')
        expect(withoutBold).not.toContain('*')
        expect(detail).not.toMatch(/https?:|www\.|\n{3}|^\n|\n$/)
      }),
      RUNS,
    )
  })

  test('names what is missing where something is, and never an empty list', () => {
    fc.assert(
      fc.property(anyAssessment, (assessment) => {
        const decision = decideAdvice(assessment, aRequest())
        if (!decision.speak || decision.draft.kind !== 'complete-workup') return
        expect(decision.draft.summary).toMatch(/missing: [A-Za-z]/)
        expect(decision.draft.detail).toMatch(/\*\*Missing:\*\* [A-Za-z]/)
      }),
      RUNS,
    )
  })

  test('offers a referral only where it says to refer, and nothing where the patient belongs elsewhere', () => {
    fc.assert(
      fc.property(anyAssessment, (assessment) => {
        const decision = decideAdvice(assessment, aRequest())
        if (!decision.speak) return
        const ids = decision.draft.suggestions.map(({ id }) => id)
        expect(ids.includes('referral')).toBe(decision.draft.kind === 'refer-now')
        if (decision.draft.kind === 'other-route') expect(ids).toEqual([])
        expect(new Set(ids).size).toBe(ids.length)
      }),
      RUNS,
    )
  })
})
