import { useLocale } from '@/i18n/lang';
import { formatMoney, type Money } from '@/lib/money';

/** A difference with its sign, in the colour of trouble unless it is nothing. */
export function Differing({ amount, className = '' }: { amount: Money; className?: string }) {
  const locale = useLocale();
  const { amount: fen } = amount;
  const sign = fen > 0 ? '+' : '';
  return (
    <span className={`tabular-nums ${fen === 0 ? '' : 'text-bad'} ${className}`}>
      {sign}
      {formatMoney(amount, locale, true)}
    </span>
  );
}
