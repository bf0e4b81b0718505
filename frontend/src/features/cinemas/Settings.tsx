import { type FormEvent, useState } from 'react';
import { ApiError } from '@/api/errors';
import { useLang } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { useServerNow } from '@/lib/countdown';
import { decimalOf, parseAmount } from '@/lib/money';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { ErrorLine } from '@/ui/ErrorPanel';
import { Field } from '@/ui/Field';
import { Status } from '@/ui/Status';
import { Head, ScrollFrame } from '@/ui/Table';
import { toast } from '@/ui/Toast';
import { cleanBaseUrl, isBaseUrl, isPublicKey } from './checks';
import { draftLimits, LimitsFields, limitsOf } from './LimitsFields';
import { type CinemaSystem, useAddKey, useEditCinema, useRevokeKey } from './queries';
import { texts } from './texts';
import { agoText } from './words';

interface SettingsProps {
  system: CinemaSystem;
  mayWrite: boolean;
}

/** How the platform reaches the cinema, and the keys with which the cinema signs. */
export function Settings({ system, mayWrite }: SettingsProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-10 xl:grid-cols-[minmax(0,28rem)_minmax(0,1fr)] xl:items-start">
      <Connection key={system.cinema_id} system={system} mayWrite={mayWrite} />
      {system.gateway === 'remote' && <Keys system={system} mayWrite={mayWrite} />}
    </div>
  );
}

function Connection({ system, mayWrite }: SettingsProps) {
  const t = useTexts(texts);
  const edit = useEditCinema(system.cinema_id);
  const [tried, setTried] = useState(false);
  const [url, setUrl] = useState(system.base_url ?? '');
  const [fee, setFee] = useState<string>(decimalOf(system.service_fee).replace(/\.00$/, ''));
  const [limits, setLimits] = useState(() => draftLimits(system.limits));
  const [live, setLive] = useState(system.requires_live_tickets);
  const remote = system.gateway === 'remote';
  const amount = parseAmount(fee);
  const sentLimits = limitsOf(limits);
  const badUrl = remote && !isBaseUrl(url);
  const field = (pointer: string) =>
    edit.error instanceof ApiError ? (edit.error.field(pointer) ?? null) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (badUrl || amount === null || !sentLimits) return;
    edit.mutate(
      {
        ...(remote ? { base_url: cleanBaseUrl(url) } : {}),
        service_fee: { ...system.service_fee, amount },
        limits: sentLimits,
        requires_live_tickets: live,
      },
      { onSuccess: () => toast(t.saved) },
    );
  };
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <h2 className="font-semibold">{t.connection}</h2>
      <fieldset disabled={!mayWrite} className="grid gap-4">
        <legend className="sr-only">{t.connection}</legend>
        {remote && (
          <Field
            label={t.baseUrl}
            hint={t.baseUrlHint}
            type="url"
            spellCheck={false}
            value={url}
            error={tried && badUrl ? t.badUrl : field('/base_url')}
            onChange={(event) => setUrl(event.currentTarget.value)}
          />
        )}
        <Field
          label={t.fee}
          inputMode="decimal"
          value={fee}
          error={tried && amount === null ? t.badFee : field('/service_fee')}
          onChange={(event) => setFee(event.currentTarget.value)}
        />
        <LimitsFields value={limits} tried={tried} onChange={setLimits} />
        <label className="grid grid-cols-[auto_minmax(0,1fr)] items-start gap-x-3 py-1">
          <input
            type="checkbox"
            checked={live}
            onChange={(event) => setLive(event.currentTarget.checked)}
            className="mt-0.5 size-5 accent-accent"
          />
          <span>
            {t.live}
            <span className="block text-ink-muted">{t.liveHint}</span>
          </span>
        </label>
        {mayWrite && (
          <div>
            <Button type="submit" busy={edit.isPending}>
              {t.save}
            </Button>
          </div>
        )}
      </fieldset>
      <ErrorLine error={edit.error} />
    </form>
  );
}

function Keys({ system, mayWrite }: SettingsProps) {
  const t = useTexts(texts);
  const lang = useLang();
  const now = useServerNow(30_000);
  const [revoking, setRevoking] = useState<string | null>(null);
  const active = system.keys.filter((key) => !key.revoked_at);
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <h2 className="font-semibold">{t.keys}</h2>
      {system.keys.length === 0 ? (
        <Status tone="warn">{t.noKeys}</Status>
      ) : (
        <ScrollFrame label={t.keys}>
          <table className="w-full border-separate border-spacing-0 whitespace-nowrap tabular-nums">
            <thead>
              <tr>
                <Head>{t.keyId}</Head>
                <Head>{t.added}</Head>
                <Head>{t.state}</Head>
                {mayWrite && <Head right>{t.revoke}</Head>}
              </tr>
            </thead>
            <tbody>
              {system.keys.map((key) => (
                <tr
                  key={key.key_id}
                  className="[&>*]:border-b [&>*]:border-line [&>*]:px-3 [&>*]:py-1.5"
                >
                  <th
                    scope="row"
                    title={key.public_key}
                    className="text-left font-mono text-xs font-normal"
                  >
                    {key.key_id}
                  </th>
                  <td className="text-ink-muted">{agoText(key.added_at, now, lang)}</td>
                  <td>
                    {key.revoked_at ? (
                      <Status tone="quiet">{t.revoked(agoText(key.revoked_at, now, lang))}</Status>
                    ) : (
                      <Status tone="ok">{t.active}</Status>
                    )}
                  </td>
                  {mayWrite && (
                    <td className="text-right">
                      <Button
                        look="quiet"
                        size="sm"
                        disabled={Boolean(key.revoked_at)}
                        onClick={() => setRevoking(key.key_id)}
                      >
                        {t.revoke}
                        <span className="sr-only">{key.key_id}</span>
                      </Button>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollFrame>
      )}
      {mayWrite && <AddKey id={system.cinema_id} />}
      {revoking && (
        <RevokeDialog
          id={system.cinema_id}
          keyId={revoking}
          last={active.length === 1}
          onClose={() => setRevoking(null)}
        />
      )}
    </section>
  );
}

function AddKey({ id }: { id: string }) {
  const t = useTexts(texts);
  const add = useAddKey(id);
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isPublicKey(typed)) return;
    add.mutate(typed.trim(), {
      onSuccess: () => {
        toast(t.keyAdded);
        setTyped('');
        setTried(false);
      },
    });
  };
  return (
    <form onSubmit={submit} noValidate className="grid gap-2">
      <Field
        label={t.newKey}
        value={typed}
        spellCheck={false}
        autoComplete="off"
        error={tried && !isPublicKey(typed) ? t.badKey : null}
        onChange={(event) => setTyped(event.currentTarget.value)}
        after={
          <Button type="submit" busy={add.isPending}>
            {t.addKey}
          </Button>
        }
      />
      <ErrorLine error={add.error} />
    </form>
  );
}

interface RevokeDialogProps {
  id: string;
  keyId: string;
  last: boolean;
  onClose: () => void;
}

function RevokeDialog({ id, keyId, last, onClose }: RevokeDialogProps) {
  const t = useTexts(texts);
  const revoke = useRevokeKey(id);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t.revokeTitle}
      description={keyId}
      actions={
        <>
          <Button
            look="danger"
            block
            busy={revoke.isPending}
            onClick={() => revoke.mutate(keyId, { onSuccess: onClose })}
          >
            {t.revoke}
          </Button>
          <Button look="secondary" onClick={onClose}>
            {t.keep}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <p>{t.revokeLead}</p>
        {last && <Status tone="warn">{t.revokeLast}</Status>}
        <ErrorLine error={revoke.error} />
      </div>
    </Dialog>
  );
}
