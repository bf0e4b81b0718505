import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { ApiError } from '@/api/errors';
import { useLang, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { Button } from '@/ui/Button';
import { Choices } from '@/ui/Choices';
import { Dialog } from '@/ui/Dialog';
import { ErrorLine } from '@/ui/ErrorPanel';
import { Field } from '@/ui/Field';
import { Select } from '@/ui/Select';
import { ownersQuery, type Webhook, type WebhookEvent } from './queries';
import { texts } from './texts';
import { CHOICES, eventText, isAddress } from './words';

export interface WebhookDraft {
  client_id: string | null;
  url: string;
  events: WebhookEvent[];
}

interface WebhookDialogProps {
  title: string;
  lead?: string;
  go: string;
  /** What is changed; its owner stays. */
  before?: Webhook;
  work: { isPending: boolean; error: unknown };
  onSubmit: (draft: WebhookDraft) => void;
  onClose: () => void;
}

/** Where to, what, and whose. */
export function WebhookDialog(props: WebhookDialogProps) {
  const { title, lead, go, before, work, onSubmit, onClose } = props;
  const t = useTexts(texts);
  const lang = useLang();
  const form = useId();
  const [tried, setTried] = useState(false);
  const [url, setUrl] = useState(before?.url ?? '');
  const [owner, setOwner] = useState('');
  const [events, setEvents] = useState<WebhookEvent[]>(before?.events ?? ['order.ticketed']);
  const told =
    work.error instanceof ApiError
      ? work.error.problem?.errors?.find((one) => one.pointer === '/url')?.detail
      : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isAddress(url) && events.length > 0)
      onSubmit({ client_id: owner || null, url: url.trim(), events });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={lead}
      actions={
        <>
          <Button type="submit" form={form} block busy={work.isPending}>
            {go}
          </Button>
          <Button look="secondary" onClick={onClose}>
            {t.keep}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="grid gap-4" noValidate>
        <Field
          label={t.url}
          hint={t.urlHint}
          type="url"
          autoComplete="off"
          spellCheck={false}
          value={url}
          error={tried && !isAddress(url) ? t.badUrl : told}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        {!before && <Owner value={owner} onChange={setOwner} />}
        <Choices
          label={t.events}
          items={CHOICES.map((value) => ({ value, label: eventText(value, lang), hint: value }))}
          value={events}
          error={tried && events.length === 0 ? t.noEvents : null}
          onChange={setEvents}
        />
        <ErrorLine error={work.error} />
      </form>
    </Dialog>
  );
}

function Owner({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const t = useTexts(texts);
  const lz = useLocalized();
  const owners = useQuery(ownersQuery);
  return (
    <Select label={t.owner} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      <option value="">{t.platform}</option>
      {owners.data?.items
        .filter((client) => client.scopes.includes('webhooks'))
        .map((client) => (
          <option key={client.client_id} value={client.client_id}>
            {lz(client.name)}
          </option>
        ))}
    </Select>
  );
}
