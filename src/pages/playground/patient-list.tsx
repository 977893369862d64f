import { textOf } from '../../fhir/element.ts'
import { isOfType, patientName, resourcesIn } from './fhir-words.ts'
import { ageAndSex } from './patient-words.ts'

interface PatientListProps {
  /** A searchset of Patients, as the FHIR server sent it. */
  readonly bundle: unknown
  readonly today: string
}

/** Every patient as a link that opens the chart: the fragment of the address is the patient's id. */
export function PatientListFragment({ bundle, today }: PatientListProps) {
  const patients = resourcesIn(bundle).filter((resource) => isOfType(resource, 'Patient'))
  return (
    <div data-into="patients">
      {patients.length === 0 ? <p class="quiet">The FHIR server has no patients.</p> : undefined}
      <ul class="patients">
        {patients.map((patient) => (
          <PatientLink patient={patient} today={today} />
        ))}
      </ul>
    </div>
  )
}

function PatientLink({ patient, today }: { readonly patient: unknown; readonly today: string }) {
  const id = textOf(patient, 'id')
  if (id === undefined) return undefined
  return (
    <li>
      <a href={`#${encodeURIComponent(id)}`} data-patient={id}>
        <strong>{patientName(patient)}</strong>
        <span class="about">
          <span>{ageAndSex(patient, today)}</span>
          <code>{id}</code>
        </span>
      </a>
    </li>
  )
}
