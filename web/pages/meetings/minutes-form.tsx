/** The minutes, as plain text. Writing them tells no web hook; the PDF has them at once. */
import { Textarea } from '@mantine/core'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../../api/client.ts'
import { readSummary, type Summary, writeMinutes } from '../../api/summaries.ts'
import { FormShell } from '../../components/form-shell.tsx'
import { toastDone } from '../../components/toast.tsx'
import { useApiForm } from '../../components/use-api-form.ts'

export function MinutesForm({ answer }: { answer: Answer<Summary> }) {
  const { t } = useTranslation()
  const { id } = answer.data
  /** After the first time one saves on top of what one saved oneself. */
  const ownEtag = useRef<string | null>(null)
  const form = useApiForm({
    initialValues: { minutes: answer.data.minutes },
    save: ({ minutes }, etag) => writeMinutes(id, minutes, ownEtag.current ?? etag),
    onSaved: (saved) => {
      ownEtag.current = saved.etag
      toastDone(t('meetings.minutes.saved'))
    },
    version: {
      etag: answer.etag,
      reload: async () => {
        const { data, etag } = await readSummary(id)
        ownEtag.current = null
        return { values: { minutes: data.minutes }, etag }
      },
    },
  })
  return (
    <FormShell
      form={form}
      submitLabel={t('meetings.minutes.save')}
      labels={{ minutes: t('meetings.minutes.title') }}
      framed={false}
    >
      <Textarea
        autosize
        minRows={5}
        maxRows={30}
        aria-label={t('meetings.minutes.title')}
        description={t('meetings.minutes.noCall')}
        placeholder={t('meetings.minutes.placeholder')}
        {...form.fields.getInputProps('minutes')}
      />
    </FormShell>
  )
}
