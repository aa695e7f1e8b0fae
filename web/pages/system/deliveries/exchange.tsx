/** A request and its answer, side by side, as they went over the wire; keys and signatures masked. */
import { Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Attempt } from '../../../api/deliveries.ts'
import { CodeBlock } from '../../../components/code-block.tsx'
import classes from './exchange.module.css'

export function Exchange({ attempt, body }: { attempt: Attempt; body: unknown }) {
  const { t } = useTranslation()
  const { method, url, address, requestHeaders, status, responseHeaders, responseBody, truncated } = attempt
  const request = `${method ?? ''} ${url ?? ''}\n${headerLines(requestHeaders)}`
  return (
    <div className={classes['sides']}>
      <section className={classes['side']}>
        <Title order={3} size="h5">
          {t('deliveries.request')}{' '}
          {address && (
            <Text component="span" size="xs" c="dimmed" fw={400}>
              {t('deliveries.calledAddress', { address })}
            </Text>
          )}
        </Title>
        <CodeBlock label={t('deliveries.requestHeaders')} code={request} />
        <CodeBlock
          label={t('deliveries.requestBody')}
          code={body === null ? t('deliveries.bodyGone') : JSON.stringify(body, null, 2)}
        />
      </section>
      <section className={classes['side']}>
        <Title order={3} size="h5">
          {t('deliveries.answer')}
        </Title>
        {status === null ? (
          <Text size="sm">{t('deliveries.noAnswer')}</Text>
        ) : (
          <>
            <CodeBlock
              label={t('deliveries.answerHeaders')}
              code={`HTTP ${status}\n${headerLines(responseHeaders)}`}
            />
            <CodeBlock
              label={truncated ? t('deliveries.bodyCut') : t('deliveries.answerBody')}
              code={responseBody || t('deliveries.emptyBody')}
            />
          </>
        )}
      </section>
    </div>
  )
}

function headerLines(headers: Record<string, unknown> | null): string {
  return Object.entries(headers ?? {})
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join('\n')
}
