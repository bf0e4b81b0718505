import { Eye } from 'lucide-react';
import { useState } from 'react';
import { useTexts } from '@/i18n/texts';
import { Button } from '@/ui/Button';
import { ReasonDialog } from '@/ui/ReasonDialog';
import { useDisclose } from './queries';
import { texts } from './texts';

interface DisclosureProps {
  id: string;
  masked: string;
  isAllowed: boolean;
}

/** A masked number that an administrator may see whole, with a reason; it is forgotten on leaving. */
export function Disclosure({ id, masked, isAllowed }: DisclosureProps) {
  const t = useTexts(texts);
  const [asking, setAsking] = useState(false);
  const disclose = useDisclose(id);
  const whole = disclose.data?.phone;
  return (
    <>
      <span className="tabular-nums">{whole ?? masked}</span>
      {isAllowed && !whole && (
        <span className="-ml-3 block">
          <Button look="quiet" size="sm" onClick={() => setAsking(true)}>
            <Eye className="size-4" aria-hidden="true" />
            {t.disclose}
          </Button>
        </span>
      )}
      {asking && (
        <ReasonDialog
          title={t.discloseTitle}
          lead={t.discloseLead}
          action={t.disclose}
          busy={disclose.isPending}
          error={disclose.error}
          onClose={() => setAsking(false)}
          onConfirm={(reason) => disclose.mutate(reason, { onSuccess: () => setAsking(false) })}
        />
      )}
    </>
  );
}
