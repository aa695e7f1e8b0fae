/** Questions and their answers: they stand in the summary, so they have a place of their own beside the chat. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStored } from '../../../store.ts'
import { LinkedText } from './linked-text.tsx'
import type { Room } from '../connection/room.ts'
import classes from '../styles/side-panel.module.css'
import type { Question } from '../connection/talk.ts'
import { WriteField } from './write-field.tsx'

const QUESTION_MAX_LENGTH = 2_000
/** Sealed, each letter may take four. */
const SEALED_QUESTION_MAX_LENGTH = 480

export function QuestionsPanel({ room }: { room: Room }) {
  const { t } = useTranslation()
  const { questions } = useStored(room.talk.said)
  const [answering, setAnswering] = useState<string | null>(null)
  const answered = questions.find(({ id }) => id === answering)
  return (
    <>
      <div className={classes['scroll']}>
        {questions.length === 0 && (
          <p className={classes['empty']}>
            <strong>{t('room.questionsEmpty')}</strong>
            {t('room.questionsEmptyText')}
          </p>
        )}
        <ol className={classes['entries']}>
          {questions.map((question) => (
            <li key={question.id} className={`${classes['entry']} ${classes['question']}`}>
              <AskedQuestion question={question} />
              {answering !== question.id && (
                <Button
                  variant="default"
                  size="compact-sm"
                  mt="sm"
                  aria-label={t('room.answerTo', { question: question.question })}
                  onClick={() => setAnswering(question.id)}
                >
                  {t('room.answer')}
                </Button>
              )}
            </li>
          ))}
        </ol>
      </div>
      {answered ? (
        <WriteField
          key={answered.id}
          label={t('room.answerTo', { question: answered.question })}
          submitLabel={t('room.answer')}
          maxLength={room.secretCode ? SEALED_QUESTION_MAX_LENGTH : QUESTION_MAX_LENGTH}
          onSend={(text) => {
            const isSent = room.answer(answered.id, text)
            if (isSent) setAnswering(null)
            return isSent
          }}
        />
      ) : (
        <WriteField
          key="ask"
          label={t('room.question')}
          submitLabel={t('room.ask')}
          maxLength={room.secretCode ? SEALED_QUESTION_MAX_LENGTH : QUESTION_MAX_LENGTH}
          onSend={room.ask}
        />
      )}
    </>
  )
}

function AskedQuestion({ question: { question, askedBy, answers } }: { question: Question }) {
  const { t } = useTranslation()
  return (
    <>
      <strong>
        <LinkedText text={question} />
      </strong>
      <div className={classes['asked']}>{t('room.askedBy', { name: askedBy })}</div>
      {answers.length > 0 && (
        <ul className={classes['answers']}>
          {answers.map(({ answer, answeredBy }, index) => (
            // Answers are only ever added.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={index}>
              <span className={classes['asked']}>{answeredBy}</span>
              <p>
                <LinkedText text={answer} />
              </p>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
