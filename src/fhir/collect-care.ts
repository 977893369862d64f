import { add, type Collected } from './collected-facts.ts'
import type { Gathered } from './gathered.ts'
import { finderIn, inOrder, lastTwoParts } from './in-order.ts'
import { readCarePlan } from './read-care-plan.ts'
import { readConsent } from './read-consent.ts'
import { readDeviceRequest, readDeviceUseStatement } from './read-device.ts'
import { readMedication } from './read-medication.ts'
import { readProcedure } from './read-procedure.ts'
import { readServiceRequest } from './read-service-request.ts'
import type { FindCondition } from './reason.ts'

/** What was ordered, given, done and refused. */
export function collectCare(collected: Collected, gathered: Gathered): void {
  const findCondition = finderIn(gathered.conditions.resources, 'Condition')
  collectOrders(collected, gathered, findCondition)
  collectMedications(collected, gathered)
  collectProcedures(collected, gathered, findCondition)
  collectDevicesAndPlans(collected, gathered, findCondition)
}

function collectOrders(collected: Collected, gathered: Gathered, findCondition: FindCondition): void {
  const isFracture = isFractureIn(collected)
  for (const order of inOrder(gathered, 'serviceRequests', ['ServiceRequest'])) {
    const { planned, care, safety } = readServiceRequest(order, isFracture, findCondition)
    add(collected.plannedCare, planned)
    add(collected.nonSurgicalCare, care)
    add(collected.safety, safety)
  }
  for (const consent of inOrder(gathered, 'serviceRequests', ['Consent'])) {
    const { declined, safety } = readConsent(consent)
    add(collected.plannedCare, declined)
    add(collected.safety, safety)
  }
}

/** Whether a reference names one of the vertebral fractures that Conditions hold. */
export function isFractureIn({ diagnoses }: Pick<Collected, 'diagnoses'>): (reference: string) => boolean {
  const references = new Set(diagnoses.map(({ evidence }) => evidence.reference))
  return (reference) => references.has(lastTwoParts(reference))
}

function collectMedications(collected: Collected, gathered: Gathered): void {
  const findMedication = finderIn(gathered.medications.resources, 'Medication')
  for (const medication of inOrder(gathered, 'medications', ['MedicationRequest', 'MedicationStatement'])) {
    const { care, safety, boneHealth } = readMedication(medication, findMedication)
    add(collected.nonSurgicalCare, care)
    add(collected.safety, safety)
    add(collected.boneHealthCare, boneHealth)
  }
}

function collectProcedures(collected: Collected, gathered: Gathered, findCondition: FindCondition): void {
  for (const procedure of inOrder(gathered, 'procedures', ['Procedure'])) {
    const { augmentation, care, boneHealth, planned } = readProcedure(procedure, findCondition)
    add(collected.augmentations, augmentation)
    add(collected.nonSurgicalCare, care)
    add(collected.boneHealthCare, boneHealth)
    add(collected.plannedCare, planned)
  }
}

function collectDevicesAndPlans(collected: Collected, gathered: Gathered, findCondition: FindCondition): void {
  for (const request of inOrder(gathered, 'serviceRequests', ['DeviceRequest']))
    add(collected.nonSurgicalCare, readDeviceRequest(request, findCondition))
  for (const plan of inOrder(gathered, 'serviceRequests', ['CarePlan']))
    collected.nonSurgicalCare.push(...readCarePlan(plan, findCondition))
  for (const statement of inOrder(gathered, 'procedures', ['DeviceUseStatement']))
    add(collected.nonSurgicalCare, readDeviceUseStatement(statement, findCondition))
}
