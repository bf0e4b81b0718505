/** What the bill details are narrowed to, as it stands in the address. */
import { orderNames } from '@/i18n/statuses';
import { addDays } from '@/lib/time';
import { anyText, dayOr, oneOf, type Values } from '@/lib/useFilters';
import type { EntryFilter, OrderStatus } from './queries';
import { categoryNames, gatewayNames } from './texts';

/** Conditions apart from days. */
export const conditions = {
  category: oneOf(Object.keys(categoryNames)),
  cinema: anyText(),
  gateway: oneOf(Object.keys(gatewayNames)),
  status: oneOf(Object.keys(orderNames) as OrderStatus[]),
  order: anyText(),
  phone: anyText(),
};

export type Conditions = Values<typeof conditions>;

/** The last thirty days unless the address says otherwise. */
export const billFilters = (today: string) => ({
  from: dayOr(addDays(today, -29)),
  to: dayOr(today),
  view: oneOf(['entries']),
  ...conditions,
});

/** The question as the API takes it. */
export const asked = (range: { from: string; to: string }, values: Conditions): EntryFilter => ({
  from: range.from,
  to: range.to,
  category: values.category,
  cinema_id: values.cinema,
  gateway: values.gateway,
  status: values.status,
  order_no: values.order,
  phone: values.phone,
});
