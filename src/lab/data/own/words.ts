/** Names kept in a message. */
const most = 10;

/** Names as a list that stays readable however many there are. */
export function listed(names: readonly string[]): string {
  const more = names.length - most;
  return more > 0 ? `${names.slice(0, most).join(', ')}, … (+${more})` : names.join(', ');
}
