/** What was written to everybody, and the place to write. */
import { IconEyeOff } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { locale } from '../../../i18n/index.ts'
import { useStored } from '../../../store.ts'
import { LinkedText } from './linked-text.tsx'
import type { Room } from '../connection/room.ts'
import classes from '../styles/side-panel.module.css'
import { WriteField } from './write-field.tsx'

const TEXT_MAX_LENGTH = 4_000
/** Sealed, each letter may take four. */
const SEALED_TEXT_MAX_LENGTH = 980

export function ChatPanel({ room }: { room: Room }) {
  const { t } = useTranslation()
  const { messages } = useStored(room.talk.said)
  const end = useRef<HTMLLIElement>(null)
  const isHosting = useStored(room.self).role !== 'participant'
  const last = messages.at(-1)?.number
  useEffect(() => {
    // Newer browsers answer with a promise, which is nothing to clean up.
    end.current?.scrollIntoView({ block: 'nearest' })
  }, [last])
  return (
    <>
      <div className={classes['scroll']}>
        {messages.length === 0 && (
          <p className={classes['empty']}>
            <strong>{t('room.chatEmpty')}</strong>
            {t('room.chatEmptyText')}
          </p>
        )}
        <ol className={classes['entries']}>
          {messages.map(({ id, number, from, name, text, sentAt }) => (
            <li key={id} className={classes['entry']} ref={number === last ? end : null}>
              <span className={classes['who']}>
                <strong>{from === null ? t('room.me', { name }) : name}</strong>
                <time dateTime={sentAt}>{timeOfDay(sentAt)}</time>
                {isHosting && (
                  <button
                    type="button"
                    className={classes['hide']}
                    aria-label={t('room.hideMessage', { name })}
                    title={t('room.hideMessage', { name })}
                    onClick={() => void room.hosting.hideMessage(id)}
                  >
                    <IconEyeOff size={16} aria-hidden />
                  </button>
                )}
              </span>
              <p>
                <LinkedText text={text} />
              </p>
            </li>
          ))}
        </ol>
      </div>
      <WriteField
        label={t('room.message')}
        submitLabel={t('room.send')}
        maxLength={room.secretCode ? SEALED_TEXT_MAX_LENGTH : TEXT_MAX_LENGTH}
        onSend={room.say}
      />
    </>
  )
}

function timeOfDay(at: string): string {
  return new Intl.DateTimeFormat(locale(), { timeStyle: 'short' }).format(new Date(at))
}
