/** The words that are stored with a failure: English, with names, codes and what to look at. */
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** @param isAlone nothing was said before it in the page's language */
export function ReasonDetail({ text, isAlone }: { text: string; isAlone: boolean }) {
  const { t } = useTranslation()
  return (
    <Text size="sm" mt={4} c={isAlone ? undefined : 'dimmed'}>
      {!isAlone && `${t('deliveries.detail')} `}
      <span lang="en">{text}</span>
    </Text>
  )
}
