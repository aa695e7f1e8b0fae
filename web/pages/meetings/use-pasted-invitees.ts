/** The field into which addresses are typed and pasted, until they are taken over into the list. */
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApiForm } from '../../components/use-api-form.ts'
import type { MeetingValues } from './meeting-values.ts'
import { parseAddresses, withoutKnown } from './parse-addresses.ts'

export interface PastedInvitees {
  text: string
  /** What could not be taken, in words. */
  fault: string | null
  type: (text: string) => void
  /** @returns whether everything could be taken */
  take: () => boolean
  /** After a paste: once the text is in the field, and if all of it is addresses. */
  takeSoon: () => void
}

export function usePastedInvitees(fields: ApiForm<MeetingValues>['fields']): PastedInvitees {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const wasPasted = useRef(false)

  function takeText(pasted: string): boolean {
    const { addresses, rest } = parseAddresses(pasted)
    const known = fields.getValues().invitedParticipants
    const added = withoutKnown(addresses, known).map(
      (address) => ({ ...address, role: 'participant', language: '' }) as const,
    )
    if (added.length > 0) fields.setFieldValue('invitedParticipants', [...known, ...added])
    setText(rest.join('\n'))
    setFault(rest.length > 0 ? t('meetings.invitees.notUnderstood', { count: rest.length }) : null)
    return rest.length === 0
  }

  return {
    text,
    fault,
    type(typed) {
      const isPaste = wasPasted.current
      wasPasted.current = false
      // A single address may be the beginning of more; a list was pasted to be taken.
      if (isPaste && parseAddresses(typed).addresses.length > 1) {
        takeText(typed)
        return
      }
      setText(typed)
      setFault(null)
    },
    take: () => takeText(text),
    takeSoon: () => {
      wasPasted.current = true
    },
  }
}

/** Anyone who typed an address and forgot to add it has it added; what is no address is not lost silently. */
export function withPasted(form: ApiForm<MeetingValues>, pasted: PastedInvitees): ApiForm<MeetingValues> {
  return {
    ...form,
    submit(event) {
      if (pasted.text.trim() === '' || pasted.take()) return form.submit(event)
      event?.preventDefault()
    },
  }
}
