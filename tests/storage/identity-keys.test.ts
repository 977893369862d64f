import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createIdentityKeys, type IdentityKeys, uuidBelow } from '../../src/storage/identity-keys.ts'

const KEY = { id: '2026a', key: 'a secret of this deployment' }
const keys = named(createIdentityKeys(KEY))

/** The name that is written. */
function named(identityKeys: IdentityKeys) {
  const nameOf = async (...name: Parameters<IdentityKeys['namesOf']>) => (await identityKeys.namesOf(...name))[0]
  return { ...identityKeys, nameOf }
}

describe('names', () => {
  test('are stable: another process with the same key gives the same', async () => {
    const again = named(createIdentityKeys(KEY))
    expect(await again.nameOf('st-elsewhere', 'patient', ['123'])).toBe(
      await keys.nameOf('st-elsewhere', 'patient', ['123']),
    )
  })

  test('carry the id of the key that made them', async () => {
    expect(await keys.nameOf('st-elsewhere', 'patient', ['123'])).toMatch(/^2026a:[0-9a-f]{64}$/)
  })

  test.each([
    ['client', keys.nameOf('county-general', 'patient', ['123'])],
    ['kind', keys.nameOf('st-elsewhere', 'user', ['123'])],
    ['id', keys.nameOf('st-elsewhere', 'patient', ['124'])],
    ['key', named(createIdentityKeys({ ...KEY, key: 'another secret' })).nameOf('st-elsewhere', 'patient', ['123'])],
  ])('are unrelated for another %s', async (_what, other) => {
    expect(await other).not.toBe(await keys.nameOf('st-elsewhere', 'patient', ['123']))
  })

  test('do not hold what they stand for', async () => {
    expect(await keys.nameOf('st-elsewhere', 'patient', ['canary-4711'])).not.toContain('canary')
  })

  test('tell apart parts that run together', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string(), { maxLength: 3 }),
        fc.array(fc.string(), { maxLength: 3 }),
        async (a, b) => {
          const isSame = JSON.stringify(a) === JSON.stringify(b)
          const [nameOfA, nameOfB] = [await keys.nameOf('c', 'patient', a), await keys.nameOf('c', 'patient', b)]
          expect(nameOfA === nameOfB).toBe(isSame)
        },
      ),
    )
    expect(await keys.nameOf('c', 'patient', ['a', 'bc'])).not.toBe(await keys.nameOf('c', 'patient', ['ab', 'c']))
  })
})

describe('uuids', () => {
  test('have the shape of a uuid, version 5 and variant 10', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.array(fc.string()), async (client, parts) => {
        expect(await keys.uuidOf(client, 'card', parts)).toMatch(
          /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        )
      }),
    )
  })

  test('are stable', async () => {
    expect(await createIdentityKeys(KEY).uuidOf('c', 'card', ['a'])).toBe(await keys.uuidOf('c', 'card', ['a']))
  })

  test('differ for each client', async () => {
    expect(await keys.uuidOf('c', 'card', ['a'])).not.toBe(await keys.uuidOf('d', 'card', ['a']))
  })

  test('do not give away the name of the same parts', async () => {
    const uuid = (await keys.uuidOf('c', 'card', ['a'])).replaceAll('-', '')
    expect(await keys.nameOf('c', 'patient', ['a'])).not.toContain(uuid.slice(0, 12))
  })
})

describe('a change of keys', () => {
  const next = { id: '2027a', key: 'the secret that comes after it' }

  test('writes under the first key and still knows the names of the others', async () => {
    const [written, ...known] = await createIdentityKeys(next, KEY).namesOf('st-elsewhere', 'patient', ['123'])
    expect(written).toBe((await createIdentityKeys(next).namesOf('st-elsewhere', 'patient', ['123']))[0])
    expect(known).toEqual([await keys.nameOf('st-elsewhere', 'patient', ['123'])])
  })
})

describe('a uuid below another one', () => {
  const CARD = '9e29f8f5-5a42-5b5c-8f3a-0c9c1f7d4a11'

  test('is the same each time, and another one for another part or another uuid', async () => {
    const referral = await uuidBelow(CARD, 'referral')
    expect(referral).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(await uuidBelow(CARD, 'referral')).toBe(referral)
    expect(await uuidBelow(CARD, 'mri')).not.toBe(referral)
    expect(await uuidBelow(referral, 'referral')).not.toBe(referral)
  })
})
