/**
 * Somebody else changed the same thing meanwhile: what they wrote beside what one wrote oneself, for each field that
 * both changed, with a choice. What only they changed is in the form already, and is named.
 */
import { Alert, Button, Group, Text } from '@mantine/core'
import { IconArrowsExchange } from '@tabler/icons-react'
import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './plain-table.module.css'
import type { ApiForm } from './use-api-form.ts'

/** The name of every field. */
export type ConflictLabels<Values> = { readonly [Name in keyof Values & string]: string }
/** How values are shown that are no plain text: codes in words, people by their names. */
export type ConflictWords<Values> = {
  readonly [Name in keyof Values & string]?: (value: Values[Name]) => string
}

interface ConflictNoticeProps<Values> {
  form: ApiForm<Values>
  conflict: NonNullable<ApiForm<Values>['conflict']>
  labels: ConflictLabels<Values>
  words?: ConflictWords<Values>
  ref?: Ref<HTMLDivElement>
}

export function ConflictNotice<Values extends object>(props: ConflictNoticeProps<Values>) {
  const { form, conflict, labels, words = {}, ref } = props
  const { t } = useTranslation()
  const { theirs, taken, undecided } = conflict
  const names = [...new Set(taken.map((name) => labels[name]))]

  function show(name: keyof Values & string, value: Values[typeof name]): string {
    if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no')
    if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return '–'
    return (words as ConflictWords<Values>)[name]?.(value) ?? asText(value)
  }

  return (
    <Alert
      ref={ref}
      style={{ scrollMarginBlock: '1rem' }}
      tabIndex={-1}
      color="yellow"
      variant="light"
      title={t('forms.conflictTitle')}
      icon={<IconArrowsExchange aria-hidden />}
      role="alert"
    >
      {names.length > 0 && <Text size="sm">{t('forms.conflictTaken', { fields: names.join(', ') })}</Text>}
      <Text size="sm">{t(undecided.length > 0 ? 'forms.conflictText' : 'forms.conflictReady')}</Text>
      {undecided.length > 0 && (
        <table className={classes['table']} data-stacks>
          <thead>
            <tr>
              <th scope="col">{t('forms.field')}</th>
              <th scope="col">{t('forms.mine')}</th>
              <th scope="col">{t('forms.theirs')}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {undecided.map((name) => (
              <tr key={name}>
                <th scope="row">{labels[name]}</th>
                <td data-label={t('forms.mine')}>{show(name, form.fields.values[name])}</td>
                <td data-label={t('forms.theirs')}>{show(name, theirs[name])}</td>
                <td>
                  <Group gap="xs">
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={t('forms.keepMineOf', { field: labels[name] })}
                      onClick={() => form.decide(name, 'mine')}
                    >
                      {t('forms.keepMine')}
                    </Button>
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={t('forms.takeTheirsOf', { field: labels[name] })}
                      onClick={() => form.decide(name, 'theirs')}
                    >
                      {t('forms.takeTheirs')}
                    </Button>
                  </Group>
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
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value)
}
