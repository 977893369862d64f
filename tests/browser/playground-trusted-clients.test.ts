import { describe, expect, test } from 'vitest'
import { NO_BROWSER } from './a-browser.ts'
import { runPlayground } from './a-playground-page.ts'

const REGISTERED = [{ id: 'ehr', issuer: 'http://127.0.0.1:1/', jwksUri: 'http://127.0.0.1:1/jwks.json' }]

describe.skipIf(NO_BROWSER !== undefined)('the playground of a service with registered clients', () => {
  const { openPage } = runPlayground({ TRUSTED_CLIENTS: JSON.stringify(REGISTERED) })

  test('says that it has no key, and shows that it is refused', async () => {
    const { page } = await openPage('#refer-now')
    expect(await page.getByRole('alert').textContent()).toContain('calls need a signed JWT')
    expect(await page.getByRole('status').textContent()).toMatch(/^Refused \(HTTP 401\)/)
    expect(await page.getByRole('article').textContent()).toContain('Send Authorization: Bearer')
    expect(await page.getByRole('button', { name: 'Forget this patient' }).isDisabled()).toBe(true)
    await page.close()
  })
})
