import { type ReactNode, useState } from 'react';
import { defineTexts, useTexts } from '@/i18n/texts';
import { Button } from './Button';
import { ErrorLine } from './ErrorPanel';
import { NoteField } from './NoteField';
import { toast } from './Toast';

const texts = defineTexts({
  own: {
    zh: '这是你提出的。提出和核准不能是同一个人，请另一位管理员来核准；写错了可以撤回。',
    en: 'You proposed this. Whoever proposes cannot approve: ask another administrator, or take it back.',
  },
  withdraw: { zh: '撤回', en: 'Take it back' },
  withdrawn: { zh: '已撤回。', en: 'Taken back.' },
  checkNote: { zh: '核准意见（退回时必填）', en: 'Remark (needed to refuse)' },
  checkNoteNeeded: { zh: '退回要写明原因。', en: 'Say why you refuse.' },
  refuse: { zh: '退回', en: 'Refuse' },
  refused: { zh: '已退回。', en: 'Refused.' },
});

interface Word {
  is_approved: boolean;
  note?: string;
}

interface DecisionFormProps {
  decide: {
    mutate: (word: Word, options: { onSuccess: () => void }) => void;
    isPending: boolean;
    error: Error | null;
  };
  /** Whether the one who looks is the maker, who cannot be the checker. */
  isOwn: boolean;
  approve: string;
  approved: string;
  /** Said instead of what the server says of an answer that it refused. */
  refusal?: ReactNode;
}

/** The checker's part of what takes two people: agree, or refuse and say why. The maker's: take it back. */
export function DecisionForm({ decide, isOwn, approve, approved, refusal }: DecisionFormProps) {
  const t = useTexts(texts);
  const [note, setNote] = useState('');
  const [isLacking, setLacking] = useState(false);
  const say = (is_approved: boolean, done: string) => {
    const said = note.trim();
    decide.mutate(
      { is_approved, ...(said ? { note: said } : {}) },
      { onSuccess: () => toast(done) },
    );
  };
  const refuse = () => {
    const isMissing = note.trim() === '';
    setLacking(isMissing);
    if (!isMissing) say(false, t.refused);
  };
  const wrong = refusal ? (
    <p role="alert" className="text-bad">
      {refusal}
    </p>
  ) : (
    <ErrorLine error={decide.error} />
  );
  if (isOwn) {
    return (
      <>
        <p className="rounded-md bg-warn-soft px-4 py-3">{t.own}</p>
        {wrong}
        <div>
          <Button look="secondary" busy={decide.isPending} onClick={() => say(false, t.withdrawn)}>
            {t.withdraw}
          </Button>
        </div>
      </>
    );
  }
  return (
    <>
      <NoteField
        label={t.checkNote}
        value={note}
        onChange={setNote}
        error={isLacking ? t.checkNoteNeeded : null}
      />
      {wrong}
      <div className="flex flex-wrap gap-3">
        <Button
          busy={decide.isPending}
          onClick={() => {
            setLacking(false);
            say(true, approved);
          }}
        >
          {approve}
        </Button>
        <Button look="secondary" disabled={decide.isPending} onClick={refuse}>
          {t.refuse}
        </Button>
      </div>
    </>
  );
}
