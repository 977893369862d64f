/** What the page's script reports after a call that brought one card about a T12 fracture. */
export function anExchange(change: Readonly<Record<string, unknown>> = {}) {
  return {
    requestId: 'request-1',
    request: {
      service: 'vcf-patient-view',
      hook: 'patient-view',
      hookInstance: '0b9cbe4c-9e24-4e7a-9d45-7b4b1f1c3d10',
      fhirServer: 'http://127.0.0.1:8103/fhir/R4',
      context: { userId: 'Practitioner/ana-ortiz', patientId: 'p1' },
      prefetch: { patient: 'Patient', conditions: 'Bundle, entries: 3', encounter: 'null (nothing found)' },
    },
    response: { cards: [aCard()] },
    status: 200,
    assessment: anAssessment(),
    timings: { readMs: 120.4, hookMs: 41.6, assessmentMs: 30 },
    ...change,
  }
}

export function aCard(change: Readonly<Record<string, unknown>> = {}) {
  return {
    uuid: '7a0a2c3e-70e5-4d4d-8a5b-1a7d5d6c2f11',
    summary: 'Consider kyphoplasty referral: T12 compression fracture, pain 8/10 despite treatment.',
    detail:
      '**MRI with STIR before any procedure:** only CT was found.\n\n- **Severe pain:** met.\n- **Time:** not found.',
    indicator: 'info',
    source: { label: 'Kyphoplasty CDS' },
    suggestions: [
      {
        label: 'Refer for kyphoplasty evaluation',
        uuid: 'f2a2c7f0-6a4d-4c0e-9d0e-0c8c6f5b8a21',
        actions: [
          { type: 'create', description: 'Refer', resource: { resourceType: 'ServiceRequest', status: 'draft' } },
        ],
      },
    ],
    selectionBehavior: 'any',
    overrideReasons: [{ code: 'patient-refuses', system: 'http://example.org/reasons', display: 'Patient declines' }],
    ...change,
  }
}

export function anAssessment(change: Readonly<Record<string, unknown>> = {}) {
  return {
    ruleVersion: '1.0.0',
    assessedOn: '2026-11-22',
    policy: 'clinic',
    outcome: 'refer-now',
    because: 'All criteria of the deciding policy are met.',
    fractures: [aFracture()],
    otherFractures: [],
    gates: [
      aJudgement({ id: 'infection', statement: 'Spinal infection', finding: 'met', because: 'Discitis (2026-11-10).' }),
      aJudgement({ id: 'pregnancy', statement: 'Pregnancy', finding: 'not-met', because: 'Age excludes it.' }),
      aJudgement({ id: 'cement-allergy', statement: 'Cement allergy', finding: 'unknown', because: 'None found.' }),
      aJudgement({ id: 'coagulopathy', statement: 'Bleeding', finding: 'unknown', couldNotLook: ['conditions'] }),
    ],
    policies: {
      clinic: {
        outcome: 'refer-now',
        level: 'T12',
        criteria: [
          aJudgement({ statement: 'Severe pain', finding: 'met', because: 'Pain 8/10 on 2026-11-20.' }),
          aJudgement({ statement: 'Treatment failed', finding: 'not-met', because: 'Pain went down.' }),
          aJudgement({ statement: 'Moves freely', finding: 'unknown', missing: 'a statement about mobility' }),
        ],
      },
    },
    facts: {
      pain: [{ score: 8, date: '2026-11-20', at: 1795161600000, evidence: anEvidence('Observation/o1') }],
      imaging: [
        { level: 'T12', modality: 'MR', heightLossPercent: [20, 30], retropulsion: 'no', evidence: anEvidence() },
      ],
      function: { 'reduced-mobility': { value: null, date: '2026-11-02', evidence: anEvidence('Condition/c2') } },
      setting: 'outpatient',
      plannedCare: [],
    },
    companions: [aJudgement({ statement: 'Bone density measured', finding: 'met' })],
    couldNotLook: ['allergies'],
    ...change,
  }
}

export function aFracture(change: Readonly<Record<string, unknown>> = {}) {
  return {
    level: 'T12',
    region: 'thoracic',
    cause: 'osteoporotic',
    certainty: 'confirmed',
    acuity: 'acute',
    status: 'current',
    because: 'Nothing in the record settles it.',
    onset: '2026-10-20',
    onsetEarliest: '2026-10-20',
    onsetBasis: 'onsetDateTime',
    diagnosedOn: '2026-10-22',
    evidence: [anEvidence('Condition/c1')],
    ...change,
  }
}

export function aJudgement(change: Readonly<Record<string, unknown>> = {}) {
  return {
    id: 'some-criterion',
    statement: 'A criterion',
    finding: 'met',
    because: 'It is so.',
    evidence: [anEvidence('Condition/c1')],
    missing: null,
    citation: 'Some guideline',
    couldNotLook: [],
    ...change,
  }
}

export function anEvidence(reference = 'DiagnosticReport/d1') {
  return { reference, date: '2026-11-10', basis: 'coded' }
}
