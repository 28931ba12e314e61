/** How lengths of an hour and less are said besides "30 minutes", longer ways first. */
const SAID: [said: RegExp, plain: string][] = [
  [/\b3 quarters? of an hour\b/g, '45 minutes'],
  [/\b(?:a )?quarter (?:of )?(?:an )?hour\b/g, '15 minutes'],
  [/\b(?:an |the |1 )?hour and a quarter\b/g, '75 minutes'],
  [/\b(?:an |the |1 )?hour and a half\b|\b1 and a half hours?\b/g, '90 minutes'],
  [/\b(?:half (?:an? )?|1\/2 (?:an )?|a half[ -])(?:hour|hr)\b/g, '30 minutes'],
  [/\b(?:an|1)(?: whole| full)? (?:hour|hr)\b/g, '60 minutes'],
  [/\b(?:a )?couple (?:of )?(?:hours|hrs)\b/g, '120 minutes'],
];

/** Lengths of time as minutes: "a quarter of an hour" is "15 minutes", "2 hours" "120 minutes". */
export function inMinutes(text: string): string {
  let plain = text;
  for (const [said, minutes] of SAID) plain = plain.replace(said, minutes);
  return plain.replace(
    /\b(\d{1,2}) (?:hours?|hrs?)\b(?= (?:before|after|later|earlier|past|ahead|prior|beforehand|sooner)\b)/g,
    (_said, hours: string) => `${Number(hours) * 60} minutes`,
  );
}
