import { useQuery } from '@tanstack/react-query';
import { useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { cinemaNamesQuery } from './queries';
import { texts } from './texts';

/** What a source is called: a bank by its name, a cinema by its own. */
export function useSourceName(): (source: string) => string {
  const t = useTexts(texts);
  const lz = useLocalized();
  const cinemas = useQuery(cinemaNamesQuery);
  return (source) => {
    if (source === 'unionpay') return t.unionpay;
    const cinema = cinemas.data?.items.find((one) => `cinema:${one.id}` === source);
    return cinema ? lz(cinema.name) : source;
  };
}
