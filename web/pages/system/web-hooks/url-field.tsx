/** Where calls go, with what can be said of it while it is typed. */
import { Text, TextInput, type TextInputProps } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { webHooksQuery } from '../../../api/web-hooks.ts'
import { checkUrl, isProvenBy } from './check-url.ts'

const PAUSE_MS = 400

export function UrlField({ value, error, ...props }: TextInputProps) {
  const { t } = useTranslation()
  const text = String(value ?? '').trim()
  const [settled] = useDebouncedValue(text, PAUSE_MS)
  const { data: webHooks = [] } = useQuery(webHooksQuery)
  const said = settled === '' || settled !== text ? null : checkUrl(settled)
  // A web hook that was saved with it shows that the operator allows it.
  const isProven =
    said?.kind === 'condition' &&
    isProvenBy(
      settled,
      webHooks.map(({ url }) => url),
    )
  const remark = isProven ? null : said
  const fault = remark?.kind === 'fault' ? t(`webHooks.urlFaults.${remark.key}`) : null
  return (
    <div>
      <TextInput
        label={t('webHooks.fields.url')}
        description={t('webHooks.hints.url')}
        type="url"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        placeholder="https://example.com/hooks"
        {...props}
        value={value}
        error={error ?? fault}
      />
      <Text size="sm" mt={6} role="status" c="dimmed">
        {remark?.kind === 'condition' &&
          (remark.key === 'private'
            ? t('webHooks.urlPrivate', { variable: 'WEBHOOK_ALLOW_PRIVATE', entry: remark.entry })
            : remark.key === 'linkLocal'
              ? t('webHooks.urlLinkLocal')
              : t('webHooks.urlPlainHttp', { variable: 'WEBHOOK_ALLOW_HTTP' }))}
      </Text>
    </div>
  )
}
