import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { ApiError } from '@/api/errors';
import { useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { parseAmount } from '@/lib/money';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { ErrorLine } from '@/ui/ErrorPanel';
import { Field } from '@/ui/Field';
import { Select } from '@/ui/Select';
import { toast } from '@/ui/Toast';
import { cleanBaseUrl, isBaseUrl, isCinemaCode, isPublicKey, keysIn } from './checks';
import { KeysField } from './KeysField';
import { type LimitsDraft, LimitsFields, limitsOf } from './LimitsFields';
import { citiesQuery, useRegisterCinema } from './queries';
import { texts } from './texts';

interface RegisterDialogProps {
  onClose: () => void;
  onRegistered: (id: string) => void;
}

const DEFAULT_LIMITS: LimitsDraft = { inFlight: '32', connectMs: '1000', answerMs: '5000' };

/** Registers a cinema; the platform asks its system first, and says what did not fit. */
export function RegisterDialog({ onClose, onRegistered }: RegisterDialogProps) {
  const t = useTexts(texts);
  const lz = useLocalized();
  const form = useId();
  const cities = useQuery(citiesQuery);
  const register = useRegisterCinema();
  const [tried, setTried] = useState(false);
  const [url, setUrl] = useState('');
  const [code, setCode] = useState('');
  const [citySlug, setCity] = useState('');
  const [districtSlug, setDistrict] = useState('');
  const [fee, setFee] = useState('3');
  const [keys, setKeys] = useState('');
  const [limits, setLimits] = useState(DEFAULT_LIMITS);
  const city = cities.data?.items.find((one) => one.slug === citySlug) ?? cities.data?.items[0];
  const district = city?.districts.find((one) => one.slug === districtSlug) ?? city?.districts[0];
  const amount = parseAmount(fee);
  const keyList = keysIn(keys);
  const sentLimits = limitsOf(limits);
  const ownErrors = {
    '/base_url': isBaseUrl(url) ? null : t.badUrl,
    '/cinema_code': isCinemaCode(code) ? null : t.badCode,
    '/service_fee': amount === null ? t.badFee : null,
    '/keys': keyList.length === 0 ? t.required : keyList.every(isPublicKey) ? null : t.badKey,
  };
  const told = (pointer: keyof typeof ownErrors) => {
    if (tried && ownErrors[pointer]) return ownErrors[pointer];
    if (!(register.error instanceof ApiError)) return null;
    const { problem } = register.error;
    return problem?.errors?.find((one) => one.pointer.startsWith(pointer))?.detail ?? null;
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.values(ownErrors).some(Boolean)) return;
    if (amount === null || !sentLimits || !city || !district) return;
    register.mutate(
      {
        base_url: cleanBaseUrl(url),
        cinema_code: code.trim(),
        city: city.slug,
        district: district.slug,
        service_fee: { amount, currency: 'CNY' },
        keys: keyList,
        limits: sentLimits,
      },
      {
        onSuccess: (made) => {
          toast(t.registered);
          onRegistered(made.cinema_id);
        },
      },
    );
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t.register}
      description={t.registerLead}
      actions={
        <>
          <Button type="submit" form={form} block busy={register.isPending}>
            {t.registerGo}
          </Button>
          <Button look="secondary" onClick={onClose}>
            {t.keep}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="grid gap-4" noValidate>
        <Field
          label={t.baseUrl}
          hint={t.baseUrlHint}
          type="url"
          autoComplete="off"
          spellCheck={false}
          value={url}
          error={told('/base_url')}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <Field
          label={t.code}
          hint={t.codeHint}
          inputMode="numeric"
          maxLength={8}
          autoComplete="off"
          value={code}
          error={told('/cinema_code')}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <div className="grid grid-cols-2 gap-3">
          <Select
            label={t.city}
            value={city?.slug ?? ''}
            onChange={(event) => setCity(event.currentTarget.value)}
          >
            {cities.data?.items.map((one) => (
              <option key={one.slug} value={one.slug}>
                {lz(one.name)}
              </option>
            ))}
          </Select>
          <Select
            label={t.district}
            value={district?.slug ?? ''}
            onChange={(event) => setDistrict(event.currentTarget.value)}
          >
            {city?.districts.map((one) => (
              <option key={one.slug} value={one.slug}>
                {lz(one.name)}
              </option>
            ))}
          </Select>
        </div>
        <Field
          label={t.fee}
          inputMode="decimal"
          value={fee}
          error={told('/service_fee')}
          onChange={(event) => setFee(event.currentTarget.value)}
        />
        <KeysField label={t.keys} value={keys} error={told('/keys')} onChange={setKeys} />
        <LimitsFields value={limits} tried={tried} onChange={setLimits} />
        <ErrorLine error={cities.error ?? register.error} />
        {register.error instanceof ApiError && register.error.problem && (
          <p className="text-sm break-words text-ink-muted">{register.error.problem.detail}</p>
        )}
      </form>
    </Dialog>
  );
}
