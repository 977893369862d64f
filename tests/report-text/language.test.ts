import { describe, expect, test } from 'vitest'
import { said } from './said.ts'

describe('text in another language says nothing', () => {
  test.each([
    [
      'German',
      'Keine frische Fraktur. Bekannte Deckplattenimpression T12 mit Knochenmarködem. L1 compression fracture.',
    ],
    ['German, few words', 'L1 wedge Fraktur mit Ödem.'],
    ['Spanish', 'No se observan fracturas agudas. Fractura por compresión de T12 con edema óseo. T12 fracture.'],
    ['Spanish "no"', 'T12 compression fracture no retropulsion en la columna lumbar con los cuerpos.'],
    ['French', 'Pas de fracture récente. Fracture de L1 avec recul du mur postérieur. Compression médullaire.'],
    ['French, few words', 'Fracture compression L1, sans recul.'],
    ['French, one accent', 'Fracture vertébrale T12 récente.'],
    ['Italian', 'Frattura da compressione di L1, non edema. Compression fracture L1 della colonna.'],
    ['Portuguese', 'Fratura por compressão de T12 sem retropulsão. Compression fracture T12 do corpo.'],
    ['Dutch', 'Geen acute fractuur. Compression fracture L1 met oedeem van het wervellichaam.'],
    ['Chinese', 'T12椎体压缩性骨折。'],
    ['a list of words that is no English text', `${'lorem ipsum dolor amet '.repeat(12)} T12 compression fracture`],
  ])('%s', (_name, text) => {
    expect(said(text)).toEqual([])
  })

  test('an English report with one foreign sentence is read without it', () => {
    const text =
      'There is an acute compression fracture of T12 with marrow edema and mild retropulsion of the posterior wall. ' +
      'Fractura antigua de L1 con compression fracture en la columna. The spinal canal is patent and the cord is normal.'
    expect(said(text)).toMatchObject([{ level: 'T12', fracture: 'present', acuity: 'acute' }])
  })

  test('telegram style is English', () => {
    expect(said('Acute T12 compression fracture. No retropulsion.')).toHaveLength(1)
  })
})
