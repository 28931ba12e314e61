/** A wish that is about a time zone: "change my time zone", "my time zone is wrong". */
const OF_A_ZONE = /\b(?:time ?-?zones?|timezones?)\b/;
/** Asks for what is known of it, and changes nothing. */
const ASKS = /\?|\b(?:what|which|where|why|do you|show|see|delete|erase|remove|store[ds]?|save[ds]?|keep|kept)\b/;

/**
 * Somebody tells where they are now, and nothing else: "I moved to Berlin", "I'm in Lisbon this week". The place itself
 * is read elsewhere.
 */
const WHEREABOUTS =
  /^(?:(?:hi|hey|hello|ok|okay|so|well|btw|by the way|fyi|also|note)[ ,:]+)*(?:(?:i'm|im|i am|i live|i'm living|i am living|i work|i'm working|we're|we are|we live)(?: now| currently| off)? (?:in|to|at|based in) (?!(?:an?|the|my|our|bed|work)\b)|(?:i'm|im|i am) (?:now |currently )?(?:based|travell?ing|flying|moving|off|visiting|relocating) (?:in |to )?(?!(?:an?|the|my|our)\b)|(?:i|we)(?:'ve| have)?(?: just| now)? (?:moved|relocated|gone|flown|travelled|traveled|changed) (?:back |over |home )?to)\b[^.;!?]{2,40}[.! ]*$/;

/** Whether the check-ins are to go by another clock. `namesPlace` is asked only where it matters. */
export function isZoneWish(text: string, namesPlace: () => boolean): boolean {
  if (OF_A_ZONE.test(text)) return !ASKS.test(text);
  return WHEREABOUTS.test(text) && namesPlace();
}
