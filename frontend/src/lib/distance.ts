/** "850 m" below a kilometre, "3.2 km" above; kilometres are rounded to a tenth. */
export function formatDistance(metres: number, locale: string): string {
  const near = metres < 1000;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: near ? 'meter' : 'kilometer',
    unitDisplay: 'short',
    maximumFractionDigits: near ? 0 : 1,
  }).format(near ? Math.round(metres / 10) * 10 : metres / 1000);
}
