import { describe, expect, test } from 'vitest'
import { renderApiDocs } from '../../src/tools/api-page/render.ts'
import { openapi } from '../support/openapi.ts'

const docs = await renderApiDocs()
const page = docs['docs.html']
const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)

describe('the page of the API', () => {
  const operations = Object.values(openapi.paths).flatMap((methods) => Object.values(methods))

  test.each(operations)('shows $operationId with each of its answers', ({ operationId, summary, responses }) => {
    const [, article = ''] = page.split(`aria-labelledby="${operationId}"`)
    const [text = ''] = article.split('</article>')
    expect(text).toContain(`id="${operationId}">${summary}</h3>`)
    const shown = [...text.matchAll(/class="status [a-z]+">(\d+)</g)].map(([, status]) => status)
    expect(shown).toEqual(Object.keys(responses))
  })

  test('shows the answers that belong to no operation', () => {
    const [, elsewhere = ''] = page.split('aria-labelledby="elsewhere"')
    expect(elsewhere.split('</article>')[0]).toContain('>MethodNotAllowed<')
  })

  test('shows every schema once', () => {
    const shown = ids.filter((id) => id?.startsWith('schema-'))
    expect(shown).toEqual(Object.keys(openapi.components.schemas ?? {}).map((name) => `schema-${name}`))
  })

  test('has no link into itself that leads nowhere, and no id twice', () => {
    const targets = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id)
    expect(targets.length).toBeGreaterThan(50)
    expect(targets.filter((id) => !ids.includes(id))).toEqual([])
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('holds no script, no style and nothing of another host', () => {
    expect(page).not.toMatch(/<script|<style| style=| on[a-z]+="/i)
    expect([...page.matchAll(/ src="([^"]+)"/g)]).toEqual([])
    expect([...page.matchAll(/<link [^>]*href="([^"]+)"/g)].map(([, href]) => href)).toEqual(['data:,', '/style.css'])
  })
})

test('the description is deployed as it is written', () => {
  expect(docs['openapi.yaml']).toMatch(/^openapi: 3\.1\./)
})
