/**
 * Somebody else changed the same thing meanwhile: what they wrote beside what one wrote oneself, field by field.
 * Nothing is decided silently: whoever saves again has seen both.
 */
import { Alert, Button, Text } from '@mantine/core'
import { IconArrowsExchange } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './plain-table.module.css'
import type { ApiForm } from './use-api-form.ts'

export type ConflictLabels<Values> = Partial<Record<keyof Values & string, string>>

interface ConflictNoticeProps<Values> {
  form: ApiForm<Values>
  theirs: Values
  labels: ConflictLabels<Values>
}

export function ConflictNotice<Values extends object>({ form, theirs, labels }: ConflictNoticeProps<Values>) {
  const { t } = useTranslation()
  const { fields } = form
  const names = (Object.keys(labels) as (keyof Values & string)[]).filter(
    (name) => asText(theirs[name]) !== asText(fields.values[name]),
  )
  return (
    <Alert
      color="yellow"
      variant="light"
      title={t('forms.conflictTitle')}
      icon={<IconArrowsExchange aria-hidden />}
      role="alert"
    >
      <Text size="sm" mb="sm">
        {names.length > 0 ? t('forms.conflictText') : t('forms.conflictNone')}
      </Text>
      {names.length > 0 && (
        <table className={classes['table']}>
          <thead>
            <tr>
              <th scope="col">{t('forms.field')}</th>
              <th scope="col">{t('forms.mine')}</th>
              <th scope="col">{t('forms.theirs')}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {names.map((name) => (
              <tr key={name}>
                <th scope="row">{labels[name]}</th>
                <td>{asText(fields.values[name])}</td>
                <td>{asText(theirs[name])}</td>
                <td>
                  <Button
                    size="compact-sm"
                    variant="default"
                    onClick={() => fields.setValues({ [name]: theirs[name] } as unknown as Partial<Values>)}
                  >
                    {t('forms.takeTheirs')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Alert>
  )
}

function asText(value: unknown): string {
  if (value === null || value === undefined) return '–'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
