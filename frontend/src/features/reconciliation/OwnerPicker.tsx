import { useQuery } from '@tanstack/react-query';
import { useTexts } from '@/i18n/texts';
import { Select } from '@/ui/Select';
import { ownersOf } from './board';
import { administratorsQuery, type BreakSummary } from './queries';
import { texts } from './texts';

interface OwnerPickerProps {
  owner: BreakSummary['owner'];
  busy: boolean;
  onPick: (id: string | null) => void;
}

/** Who looks after a break: nobody, or any administrator. */
export function OwnerPicker({ owner, busy, onPick }: OwnerPickerProps) {
  const t = useTexts(texts);
  const people = useQuery(administratorsQuery);
  return (
    <Select
      dense
      label={t.owner}
      value={owner?.id ?? ''}
      disabled={busy}
      onChange={(event) => onPick(event.currentTarget.value || null)}
    >
      <option value="">{t.nobody}</option>
      {ownersOf(people.data ?? [], owner).map((one) => (
        <option key={one.id} value={one.id}>
          {one.name}
        </option>
      ))}
    </Select>
  );
}
