import { nameIn, useLang, useLocale } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { formatMoney } from '@/lib/money';
import { formatDateTime, PLATFORM_ZONE } from '@/lib/time';
import { DecisionForm } from '@/ui/DecisionForm';
import { type Break, type Resolution, useDecide } from './queries';
import { actionNames, texts } from './texts';

interface DecideFormProps {
  found: Break;
  proposal: Resolution;
  /** Who is looking: the maker cannot be the checker. */
  me: string;
}

/** The checker's part, below what was proposed. */
export function DecideForm({ found, proposal, me }: DecideFormProps) {
  const t = useTexts(texts);
  const { summary } = found;
  const decide = useDecide({ id: summary.reconciliation_id, breakId: summary.id });
  return (
    <div className="grid max-w-xl gap-4">
      <Proposal proposal={proposal} />
      <DecisionForm
        decide={decide}
        isOwn={proposal.maker.id === me}
        approve={t.approve}
        approved={t.approved}
      />
    </div>
  );
}

function Proposal({ proposal }: { proposal: Resolution }) {
  const t = useTexts(texts);
  const lang = useLang();
  const locale = useLocale();
  return (
    <div className="grid gap-1 border-l-2 border-warn py-1 pl-4">
      <span className="font-medium">
        {nameIn(actionNames, proposal.action, lang)}
        {proposal.amount && (
          <span className="ml-3 tabular-nums">{formatMoney(proposal.amount, locale, true)}</span>
        )}
      </span>
      <p className="break-words whitespace-pre-wrap">{proposal.note}</p>
      <span className="text-ink-muted">
        {t.proposedBy(
          proposal.maker.display_name,
          formatDateTime(proposal.made_at, PLATFORM_ZONE, locale),
        )}
      </span>
    </div>
  );
}
