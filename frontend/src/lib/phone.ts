/** A mainland number without its country code and blanks: "+86 138 0000 0001" is "13800000001". */
export function localNumber(phone: string): string {
  return phone.replace(/[\s-]+/g, '').replace(/^(\+|00)86/, '');
}

export const isMobile = (phone: string): boolean => /^1[3-9]\d{9}$/.test(localNumber(phone));

/** "138 0000 0001", as it is read out; hidden digits stay hidden, other countries' numbers as they are. */
export function shownPhone(phone: string): string {
  return localNumber(phone).replace(/^(1[\d*]{2})([\d*]{4})([\d*]{4})$/, '$1 $2 $3');
}
