/** A wish that is about a time zone: "change my time zone", "my time zone is wrong". */
const OF_A_ZONE = /\b(?:time ?-?zones?|timezones?)\b/;
/** Asks for what is known of it, and changes nothing. */
const ASKS = /\?|\b(?:what|which|where|why|do you|show|see|delete|erase|remove|store[ds]?|save[ds]?|keep|kept)\b/;

/**
 * Somebody tells where they are now, and nothing else: "I moved to Berlin", "I'm in Lisbon this week". The place itself
 * is read elsewhere.
 */
const WHEREABOUTS =
  /^(?:(?:hi|hey|hello|ok|okay|so|well|btw|by the way|fyi|also|note|actually|oh|wait|sorry|just|yes|no|ps|p\.s\.)[ ,:]+)*(?:(?:i'm|im|i am|i live|i'm living|i am living|i work|i'm working|we're|we are|we live)(?: now| currently| off)? (?:in|to|at|based in) (?!(?:an?|the|my|our|bed|work)\b)|(?:i'm|im|i am) (?:now |currently )?(?:based|travell?ing|flying|moving|off|visiting|relocating) (?:in |to )?(?!(?:an?|the|my|our)\b)|(?:i|we)(?:'ve| have)?(?: just| now)? (?:moved|relocated|gone|flown|travelled|traveled|changed) (?:back |over |home )?to)\b[^.;!?]{2,40}[.! ]*$/;

/** Whether the check-ins are to go by another clock. `namesPlace` is asked only where it matters. */
export function isZoneWish(text: string, namesPlace: () => boolean): boolean {
  if (OF_A_ZONE.test(text)) return !ASKS.test(text);
  return WHEREABOUTS.test(text) && namesPlace();
}

/** Where somebody is, said beside a wish for check-ins: "I'm in New York, ping me at 9", "9 am Lisbon time". */
const OWN_PLACE =
  /\b(?:i'm|im|i am|i live|i work|we're|we are|we live|i'm based|im based|i am based|based|living|currently|now|moved|relocated)(?: now| currently| based| living| off| over| out)* (?:in|to|at) (?!(?:an?|the|my|our|bed|work)\b)((?:[a-z']+ ?){1,4})|\b((?:[a-z]+ ){1,3})time\b/g;

/** The parts of a message that tell where its writer is, as `readZone` takes them. */
export function whereaboutsIn(text: string): string[] {
  return [...text.matchAll(OWN_PLACE)].map(([, place, clock]) => (place ?? clock ?? '').trim());
}
