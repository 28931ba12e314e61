/** A message in small letters, with the apostrophe of keyboards: as the readers of whole messages take it. */
export function lowered(message: string): string {
  return message.toLowerCase().replaceAll('\u2019', "'");
}
