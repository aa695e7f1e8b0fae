/** Beside the form: what this hook sends, in every detail, and a listener that takes it, ready to copy. */
import { Paper, Stack, Tabs, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HookName } from '../../../api/web-hooks.ts'
import { CodeBlock } from '../../../components/code-block.tsx'
import { listenerFor, listenerLanguages, type ListenerLanguage, samplePayloads } from './hook-samples.ts'
import { sampleHeaders } from './sample-headers.ts'
import type { WebHookValues } from './web-hook-values.ts'

export function HookGuidePanels({ values }: { values: WebHookValues }) {
  const { t } = useTranslation()
  return (
    <Stack gap="lg">
      <Paper withBorder p="lg" component="section" aria-labelledby="what-is-sent">
        <Title order={2} size="h3" id="what-is-sent">
          {t('webHooks.whatIsSent')}
        </Title>
        <Text size="sm" c="dimmed" mb="sm">
          {t('webHooks.whatIsSentText')}
        </Text>
        <Tabs defaultValue="body" keepMounted={false}>
          <Tabs.List mb="sm">
            <Tabs.Tab value="body">{t('webHooks.body')}</Tabs.Tab>
            <Tabs.Tab value="headers">{t('webHooks.headers')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="body">
            <CodeBlock
              code={JSON.stringify(samplePayloads[values.event], null, 2)}
              label={t('webHooks.body')}
            />
          </Tabs.Panel>
          <Tabs.Panel value="headers">
            <CodeBlock code={sampleHeaders(values)} label={t('webHooks.headers')} />
          </Tabs.Panel>
        </Tabs>
      </Paper>
      <ListenerGuide event={values.event} method={values.method} />
    </Stack>
  )
}

function ListenerGuide({ event, method }: { event: HookName; method: 'POST' | 'PUT' }) {
  const { t } = useTranslation()
  const [language, setLanguage] = useState<ListenerLanguage>('typescript')
  const languages = Object.entries(listenerLanguages) as [ListenerLanguage, { name: string }][]
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="listener">
      <Title order={2} size="h3" id="listener">
        {t('webHooks.listener')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {language === 'curl' ? t('webHooks.curlText') : t('webHooks.listenerText')}
      </Text>
      <Tabs
        value={language}
        keepMounted={false}
        onChange={(value) => {
          const chosen = languages.find(([each]) => each === value)
          if (chosen) setLanguage(chosen[0])
        }}
      >
        <Tabs.List mb="sm">
          {languages.map(([each, { name }]) => (
            <Tabs.Tab key={each} value={each}>
              {name}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={language}>
          <CodeBlock code={listenerFor(language, event, method)} label={listenerLanguages[language].name} />
        </Tabs.Panel>
      </Tabs>
    </Paper>
  )
}
