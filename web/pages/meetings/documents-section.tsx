/** Files that belong to the meeting. Everybody who has a file's link can read it; hooks and mails carry the links. */
import { ActionIcon, Anchor, Button, FileButton, Text } from '@mantine/core'
import { IconFile, IconTrash, IconUpload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { addDocument, deleteDocument, type Meeting, type MeetingDocument } from '../../api/meetings.ts'
import { deleteWithUndo, useHeldIds } from '../../api/undo.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { byteWords } from './byte-words.ts'
import classes from './meeting-page.module.css'
import { Section } from './section.tsx'

export function DocumentsSection({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation()
  const held = useHeldIds()
  const upload = useMutation({
    mutationFn: async (files: File[]) => {
      for (const file of files) await addDocument(meeting.id, file)
    },
  })
  const documents = meeting.documents.filter(({ id }) => !held.has(id))
  if (meeting.isClosed && documents.length === 0) return null
  return (
    <Section
      title={t('meetings.documents.title')}
      actions={
        !meeting.isClosed && (
          <FileButton multiple onChange={(files) => upload.mutate(files)}>
            {(props) => (
              <Button
                {...props}
                size="sm"
                variant="default"
                loading={upload.isPending}
                leftSection={<IconUpload size={18} aria-hidden />}
              >
                {t('meetings.documents.add')}
              </Button>
            )}
          </FileButton>
        )
      }
    >
      {upload.error && <ProblemNotice error={upload.error} />}
      {documents.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('meetings.documents.none')}
        </Text>
      ) : (
        <ul className={classes['plain']}>
          {documents.map((document) => (
            <DocumentItem
              key={document.id}
              meetingId={meeting.id}
              document={document}
              canDelete={!meeting.isClosed}
            />
          ))}
        </ul>
      )}
    </Section>
  )
}

interface DocumentItemProps {
  meetingId: string
  document: MeetingDocument
  canDelete: boolean
}

function DocumentItem({ meetingId, document: { id, name, size, url }, canDelete }: DocumentItemProps) {
  const { t } = useTranslation()
  return (
    <li className={classes['item']}>
      <Anchor href={url} size="sm" download>
        <IconFile size={14} aria-hidden /> {name}
      </Anchor>
      <Text size="xs" c="dimmed" ml="auto">
        {byteWords(size)}
      </Text>
      {canDelete && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('meetings.documents.delete', { name })}
          onClick={() =>
            deleteWithUndo({
              ids: [id],
              message: t('meetings.documents.deleted', { name }),
              send: (isLeaving) => deleteDocument(meetingId, id, isLeaving),
            })
          }
        >
          <IconTrash size={18} aria-hidden />
        </ActionIcon>
      )}
    </li>
  )
}
