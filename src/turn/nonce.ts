/**
 * What the buttons of one asking carry beside its number: nine digits. `random` is at least 0 and below 1.
 *
 * The number alone would do until somebody deletes everything, or a backup is put back: then it counts over askings
 * whose buttons are still in the chat. Nobody has to be kept from guessing it, since a press is believed by whom it is
 * from.
 */
export function nonceOf(random: number): string {
  return String(100_000_000 + Math.floor(random * 900_000_000));
}
