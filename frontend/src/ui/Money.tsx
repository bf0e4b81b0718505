import { useLocale } from '@/i18n/lang';
import { cx } from '@/lib/cx';
import { type Money as Amount, formatMoney } from '@/lib/money';

/** An amount in figures: "¥45", or "¥45.00" when `exact`. */
export function Money({
  of,
  exact,
  className,
}: {
  of: Amount;
  exact?: boolean;
  className?: string;
}) {
  return <span className={cx('figures', className)}>{formatMoney(of, useLocale(), exact)}</span>;
}
