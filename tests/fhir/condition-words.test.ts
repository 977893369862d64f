import { describe, expect, test } from 'vitest'
import { safetyKindsOf } from '../../src/fhir/condition-words.ts'

describe('safetyKindsOf', () => {
  test.each([
    ['Cauda equina syndrome', ['neurological-deficit']],
    ['CAUDA EQUINA COMPRESSION', ['neurological-deficit']],
    ['Incomplete paraplegia', ['neurological-deficit']],
    ['Saddle anaesthesia', ['neurological-deficit']],
    ['Metastatic spinal cord compression', ['neural-compression', 'malignancy']],
    ['Thoracic discitis', ['spinal-infection']],
    ['Vertebral osteomyelitis', ['spinal-infection']],
    ['Spinal epidural abscess', ['spinal-infection']],
    ['Sepsis due to E. coli', ['systemic-infection']],
    ['Unstable burst fracture of L1', ['spinal-instability']],
    ['Multiple myeloma', ['malignancy']],
    ['Passenger injured in motor vehicle accident', ['high-energy-trauma']],
    ['Currently pregnant', ['pregnancy']],
    ['Hospice care patient', ['comfort-care']],
    ['Acquired coagulopathy', ['coagulopathy']],
    ['Cauda equina syndrome, no bladder dysfunction', ['neurological-deficit']],
  ])('%s', (words, kinds) => {
    expect([...safetyKindsOf(words)].sort()).toEqual([...kinds].sort())
  })

  test.each([
    ['an unrelated diagnosis', 'Essential hypertension'],
    ['nothing', ''],
    ['a history', 'Personal history of sepsis'],
    ['a history, written short', 'H/o sepsis'],
    ['the family', 'Family history of multiple myeloma'],
    ['a screening', 'Screening for multiple myeloma'],
    ['an exclusion', 'Cauda equina syndrome ruled out'],
    ['a negation with "without"', 'T12 compression fracture without spinal cord compression'],
    ['a negation with "no"', 'T12 compression fracture, no spinal cord compression'],
    ['a negative test', 'Pregnancy test negative'],
    ['its opposite', 'Not pregnant'],
    ['a deficit of the neck, which no lumbar fracture explains', 'Cervical radiculopathy'],
    ['a weakness of the arm', 'Weakness of right arm'],
    ['a fall from standing height', 'Fall from standing height'],
    ['an aseptic necrosis', 'Aseptic necrosis of femoral head'],
  ])('says nothing for %s', (_name, words) => {
    expect(safetyKindsOf(words)).toEqual([])
  })

  test.each([
    ['Metastatic cervical cancer', 'malignancy'],
    ['Metastatic squamous cell carcinoma of the neck', 'malignancy'],
    ['Cervical discitis', 'spinal-infection'],
  ])('a cancer or an infection counts wherever it sits: %s', (words, kind) => {
    expect(safetyKindsOf(words)).toContain(kind)
  })

  test('names each kind once', () => {
    expect(safetyKindsOf('Sepsis with bacteremia')).toEqual(['systemic-infection'])
  })
})
