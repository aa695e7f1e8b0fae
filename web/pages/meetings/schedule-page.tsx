/**
 * A new meeting. It begins, unless one says otherwise, at the next half hour and in one's own time zone; the rest is
 * as the operator has it in System Configuration.
 */
import { useNavigate } from '@tanstack/react-router'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { meetingDefaultsQuery, scheduleMeeting } from '../../api/meetings.ts'
import { sessionQuery } from '../../api/session.ts'
import { TextLink } from '../../components/links.tsx'
import { localZone } from '../../components/local-zone.ts'
import { PageHeader } from '../../components/page-header.tsx'
import { toastDone } from '../../components/toast.tsx'
import { useApiForm } from '../../components/use-api-form.ts'
import { MeetingForm } from './meeting-form.tsx'
import { fieldOf, newMeeting, newValues } from './meeting-values.ts'
import { usePastedInvitees, withPasted } from './use-pasted-invitees.ts'

export function SchedulePage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { data: session } = useSuspenseQuery(sessionQuery)
  const { data: defaults } = useSuspenseQuery(meetingDefaultsQuery)
  const [initialValues] = useState(() => newValues(new Date(), localZone(), defaults))
  const form = useApiForm({
    initialValues,
    fieldOf,
    save: (values) => scheduleMeeting(newMeeting(values)),
    onSaved: ({ id, topic }) => {
      toastDone(t('meetings.scheduled', { topic }))
      return navigate({ to: '/meetings/$id', params: { id } })
    },
  })
  const pasted = usePastedInvitees(form.fields)
  return (
    <>
      <PageHeader
        title={t('meetings.schedule')}
        trail={[
          <TextLink key="list" to="/meetings" size="sm">
            {t('meetings.title')}
          </TextLink>,
        ]}
      />
      <MeetingForm
        form={withPasted(form, pasted)}
        pasted={pasted}
        accountId={session.user.accountId}
        submitLabel={t('meetings.scheduleButton')}
        cancel={<TextLink to="/meetings">{t('common.cancel')}</TextLink>}
      />
    </>
  )
}
