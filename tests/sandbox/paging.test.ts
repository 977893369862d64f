import type { Bundle, Observation } from '@medplum/fhirtypes'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aSandbox, idsIn, LOINC, linkOf, readBundle } from './a-sandbox.ts'

const observations = Array.from(
  { length: 120 },
  (_, index): Observation => ({
    resourceType: 'Observation',
    id: `pain-${index}`,
    status: 'final',
    subject: { reference: 'Patient/ada' },
    code: { coding: [{ system: LOINC, code: '72514-3' }] },
    effectiveDateTime: `2026-11-${String(1 + (index % 20)).padStart(2, '0')}`,
  }),
)
const everyId = observations.map(({ id }) => id)

const sandbox = aSandbox([{ resourceType: 'Patient', id: 'ada' }, ...observations])

async function readPages(first: Response): Promise<readonly Bundle[]> {
  const pages = [await readBundle(first)]
  for (let next = nextOf(pages); next !== undefined; next = nextOf(pages)) {
    pages.push(await readBundle(await fetch(next)))
  }
  return pages
}

function nextOf(pages: readonly Bundle[]): string | undefined {
  return linkOf(pages.at(-1) ?? { resourceType: 'Bundle', type: 'searchset' }, 'next')
}

describe('120 resources', () => {
  test('come as 50, 50 and 20 by default, each exactly once, with the total on every page', async () => {
    const pages = await readPages(await sandbox.send('/Observation?patient=ada'))
    expect(pages.map((page) => page.entry?.length)).toEqual([50, 50, 20])
    expect(pages.map((page) => page.total)).toEqual([120, 120, 120])
    expect(pages.flatMap(idsIn)).toEqual(everyId)
  })

  test('come the same way with _count=50 after a search by POST', async () => {
    const pages = await readPages(await sandbox.post('/Observation/_search', 'patient=Patient%2Fada&_count=50'))
    expect(pages.map((page) => page.entry?.length)).toEqual([50, 50, 20])
    expect(pages.flatMap(idsIn)).toEqual(everyId)
  })

  test('have next links that are absolute on the same base and keep the search', async () => {
    const code = encodeURIComponent(`${LOINC}|72514-3`)
    const [first, second] = await readPages(await sandbox.send(`/Observation?code=${code}&_sort=-date&_count=100`))
    const next = new URL(linkOf(first ?? { resourceType: 'Bundle', type: 'searchset' }, 'next') ?? '')
    expect(`${next.origin}${next.pathname}`).toBe(`${sandbox.baseUrl()}/Observation`)
    expect(next.searchParams.get('code')).toBe(`${LOINC}|72514-3`)
    expect(next.searchParams.get('_sort')).toBe('-date')
    expect(second?.entry).toHaveLength(20)
  })

  test('have a next link that can be fetched after a form with a thousand codes', async () => {
    const codes = Array.from({ length: 1000 }, (_, index) => `${LOINC}|${10_000 + index}-1`)
    const form = new URLSearchParams({ code: [...codes, `${LOINC}|72514-3`].join(','), _count: '60' })
    const pages = await readPages(await sandbox.post('/Observation/_search', form.toString()))
    expect(pages.map((page) => page.entry?.length)).toEqual([60, 60])
  })

  test('come all at once when a page may hold them, 200 at the most', async () => {
    for (const count of ['120', '200', '201', '99999999999999999999999']) {
      const bundle = await readBundle(await sandbox.send(`/Observation?_count=${count}`))
      expect(bundle.entry).toHaveLength(120)
      expect(linkOf(bundle, 'next')).toBeUndefined()
    }
    const bundle = await readBundle(await sandbox.send('/Observation?_count=500'))
    expect(linkOf(bundle, 'self')).toBe(`${sandbox.baseUrl()}/Observation?_count=200`)
  })

  test.each(['_count=0', '_summary=count'])('are only counted with %s', async (query) => {
    const bundle = await readBundle(await sandbox.send(`/Observation?patient=ada&${query}`))
    expect(bundle.total).toBe(120)
    expect(bundle).not.toHaveProperty('entry')
    expect(linkOf(bundle, 'next')).toBeUndefined()
  })

  test('are each read once, whatever the page size and the order', async () => {
    const sorts = fc.constantFrom('', '&_sort=date', '&_sort=-date', '&_sort=status,-date', '&_sort=-_id')
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 7, max: 130 }), sorts, async (count, sort) => {
        const pages = await readPages(await sandbox.send(`/Observation?_count=${count}${sort}`))
        const whole = await sandbox.idsOf(`/Observation?_count=200${sort}`)
        expect(pages.flatMap(idsIn)).toEqual(whole)
        expect(new Set(whole).size).toBe(120)
      }),
      { numRuns: 25 },
    )
  })
})

describe('a record that changes between two pages', () => {
  const numbers = [1, 2, 3, 4]
  const procedure = (number: number) => ({
    resourceType: 'Procedure',
    id: `p${number}`,
    status: 'completed',
    subject: { reference: 'Patient/ada' },
  })

  test('neither repeats nor hides a resource', async () => {
    for (const number of numbers) await sandbox.sendJson('PUT', `/Procedure/p${number}`, procedure(number))
    const first = await readBundle(await sandbox.send('/Procedure?_count=2'))
    expect(idsIn(first)).toEqual(['p1', 'p2'])

    await sandbox.send('/Procedure/p1', { method: 'DELETE' })
    await sandbox.sendJson('PUT', '/Procedure/p5', procedure(5))
    const second = await readBundle(await fetch(linkOf(first, 'next') ?? ''))
    expect(idsIn(second)).toEqual(['p3', 'p4'])
  })

  test('answers 410 when the page can no longer be found', async () => {
    for (const number of numbers) await sandbox.sendJson('PUT', `/Procedure/p${number}`, procedure(number))
    const first = await readBundle(await sandbox.send('/Procedure?_count=2'))
    await sandbox.send(`/Procedure/${idsIn(first).at(-1)}`, { method: 'DELETE' })
    expect((await fetch(linkOf(first, 'next') ?? '')).status).toBe(410)
  })
})
