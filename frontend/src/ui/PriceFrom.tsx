import { useLang, useLocale } from '@/i18n/lang';
import { cx } from '@/lib/cx';
import { formatMoney, type Money } from '@/lib/money';

/** The least price, with its small word: "¥34.90 起", "from ¥34.90". */
export function PriceFrom({ of, className }: { of: Money; className?: string }) {
  const zh = useLang() === 'zh';
  const price = formatMoney(of, useLocale());
  const word = <span className="text-xs text-ink-muted">{zh ? '起' : 'from'}</span>;
  return (
    <span className={cx('inline-flex items-baseline gap-1 whitespace-nowrap', className)}>
      {!zh && word}
      <span className="figures leading-none">{price}</span>
      {zh && word}
    </span>
  );
}
