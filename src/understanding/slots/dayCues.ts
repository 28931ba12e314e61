import type { Weekday } from '../../../dialogs/words.ts';

/** What is left out: words before the days, or after them. */
export const WITHOUT =
  /\b(?:not|no|except|excepting|excluding|but not|but never|but no|without|neither|with the exception of|everything but|anything but|any day but|any ?time but|whenever but|all but|never|skip|skipping|leave out|leaving out|leave (?:me |us |it )?(?:alone|in peace|out|be)|nothing|apart from|aside from|other than|minus|bar|barring|besides|dont|don't|do not|save for|save|avoid|avoiding|nor|stop|stopping|not in the middle of|leave(?! (?:it|them|that|this) (?:for|to|till|until|on)\b)|drop|dropping|remove|removing|ditch|lose|bugger|less|exclude|excluding|take away|spare (?:me|my|us|our)|exempt|exempting|peace|quit|kill|cancel|scrap|scratch|cross out|strike|(?:i'm|i am|we are|we're) off|cannot do|can't do|cant do|can't|can not do|isn't|is not|aren't|are not|ain't)\b(?:[\s:]+(?:me|at|on|for|the|do|it|any|in|a|check|check-ins?|ins?|messages?|pings?|bother|want|them|work|working|reminders?|alerts?|notifications?|my|please|every|all|be|pinging|asking|messaging|sending|bothering|bugg(?:ing|in)|nagg(?:ing|in)|pester(?:ing|in)|coming|texting|writing|ones?|when|it's|it is|doing|these|those|need|necessary|from|of|also|more|necessary|needed|rest|days|(?<!not )only|(?<!not )just|disturbing|bothering))*[\s:]*$/;
/** "Not when I'm off, that is Saturday and Sunday." */
export const NOT_WHEN =
  /\b(?:not|never|except) (?:on |when |for |while )[^.;!?]{0,30}\b(?:that's|that is|which (?:for (?:us|me) )?(?:is|are|means))\s*(?:on )?$/;
/** "After the weekend" names none of its days. */
export const AFTER_A_GROUP = /(?<!\bday )\b(?:after|before|since) (?:the |my |a |every |each )?$/;
/** "Not on holidays and Sundays": what else is left out has no name here. */
export const WITHOUT_ANOTHER = /\bnot on \w+ (?:and|or)\s+$/;
export const BUT = /\bbut\s+(?:for\s+|on\s+|the\s+)?$/;
export const LEFT_OUT_AFTER =
  /^\s*\?\s*(?:no|nah|naw|nope|never|sorry)\b|^\s*(?:(?:is|are|'s|being)\s+)?(?:(?:my|our|a|the)\s+(?:\w+\s+)?days? off|excluded|excepted|aside|(?:a )?holidays?|closed|left (?:in peace|alone|out)|(?:don't|dont|do not) (?:disturb|ask|bother)|(?:no|nah|naw|nope)(?=\s*(?:[.,;!]|$|and\b|need\b|thanks))|please (?:not|no)\b|(?:for |my |our |the )*(?:church|mass|mosque|temple|synagogue|prayers?|family|sabbath|shabbat)\b|i (?:want|need|like|get) (?:my |some |a bit of )?(?:peace|quiet|rest|sleep|nothing|none|to myself|out|off)\b|off\b|out\b|stop\b|skip\b|(?:check-?ins?|pings?|reminders?|ones?)? ?(?:is |are )?(?:way |a bit )?too much\b|sleep\b|sleeping\b|no good|not good|bad|hopeless|chaos|hell|sacred|holy|impossible|(?:too |so |very |pretty |always )*(?:busy|full|packed|hectic|crazy|crowded|awful|booked|mad)\b|are no\b(?!-)|(?:is|are) (?:mine|me time|my own|ours|(?:my |our )?(?:days? of rest|rest days?))\b|belongs? to\b|(?:i|we) (?:rest|sleep|relax|switch off|unplug|never work)\b|don't work|doesn't work|do not work|does not work|won't work|never work|don't suit|i leave|i don't work|i do not work|(?:and \w+ )?i (?:do not|don't) (?:look|work)|(?:are|is) a write off|for (?:rest|church|god|family|my family|the family|the kids|the church)\b|(?:i )?(?:leave|leaves|keep|keeps) (?:(?:me|us|it|them) )?(?:alone|in peace|free|out|be\b|for\b)|(?:i am|i'm|we are|we're)(?! (?:free|available|at my desk|(?:always |usually |mostly )?at (?:this|the|my|a) desk|in the office|at work|working|ok|fine|good|home|in(?: the office| at work)?(?: ?[.,;!?]| ?$)))\b|(?:i have|i've|we have|we've)\b)/;
/** "Leave my Sundays alone", "keep Friday free": said around the days. */
export const LEAVE_BEFORE =
  /\b(?:leave|leaves|leaving|keep|keeps|keeping|with|having|want|need|let|like|prefer)\s+(?:(?:my|our|the|all)\s+)?$/;
export const ALONE_AFTER =
  /^\s*(?:alone|free|clear|off|in peace|to myself|for myself|out of it|out|be(?=\s*(?:[.,;!]|$)))\b/;
/** A group that is more than is wanted: "every day is too much". */
export const TOO_MUCH =
  /^\s*(?:'s|is|are|would be|might be|will be|feels|sounds|seems)?\s*(?:a bit|a little|too|way too|far too|rather|quite|really)?\s*(?:much|a lot|often|excessive|overkill|many|frequent|intense)\b|^\s*(?:'s|is|are|would be|might be|feels|sounds)\s+(?:way |far |a bit |a little |(?:a )?little bit |just )*too\b|^\s*(?:would be|is|sounds|seems) (?:an? (?:exaggeration|occupation|imposition|nuisance)|a touch \w+)\b|^\s*(?:would|will|might) (?:annoy|bother|drive|stress|kill)\b/;
/** Where one of several is settled on, or the days before were only thought of. */
export const BETTER_AFTER =
  /^\s*(?:is|are|'s|would be|would|might be|works?|suits?)?\s*(?:suit |work )?(?:me )?(?:better|best|rather)\b/;

/** After a day: something that is done on it, which is no wish: "Saturdays I play rugby". */
export const DONE_AFTER =
  /^\s+(?:i|we) (?!(?:want|would|can|could|prefer|like|need|work|start|begin|finish|get|come|have time|am free|am at my desk|take)\b)[a-z]+|^\s+(?:the|my|our) \w+ (?:is|are|has|have)\b/;
/** Before a day: why another one is wished for, or that it is no good. */
export const WHY_BEFORE = /\b(?:because|cause|cos|coz|cuz|bc)\s+(?:on |the |my |all )?$|\bafter (?:my|our) (?:\w+ )?$/;
export const DENIED_BEFORE =
  /\b(?:(?:i|we) (?:rest|go to (?:church|mass|mosque|temple|synagogue))|(?:i'm|we're|i am|we are) (?:at|in) (?:church|mass|prayers|the mosque|the temple))\b[^,.;!?]*$|\blet me (?:have|keep|enjoy) (?:my|the|our) $|\bforget (?:about me|i exist|me|it|about it)[^,.;!?]*$|\b(?:don't|dont|do not|never|doesn't|does not|didn't|did not|wouldn't|(?:better )?not(?= (?:hit|ask|ping|text|message|bother|disturb|write|call|talk)\b)) (?!(?:mind|forget|miss)\b)[a-z][^,.;!?]*$|\bleave (?:\w+ ){1,3}(?:his|her|their|its)\s*$/;
/** Closed on them, which leaves them out unless they are just what is meant. */
export const CLOSED_BEFORE =
  /\b(?:closed|shut|offline|asleep|out of office)\s+(?:(?:on|at|every|over|for|during|the) )*$/;
/** What points back at days that were only told of: "that is when it hurts, so then". */
export const POINTS_BACK =
  /\bso (?:(?!not\b|never\b|no\b)[a-z']+ ){1,3}then\b|\bask me on those\b|\b(?:that is|that's|thats) when\b|\bso (?:then|those)\b|\bask (?:me )?(?:then|on those)\b|(?<!\b(?:but|except|not|skip|leave|drop|no|only) )\b(?:those|these) (?:same )?(?:[2-6] )?(?:same )?(?:days|nights|mornings|evenings|afternoons)\b(?!,? (?:skip|are out|are no|no\b|leave|off))/;
/** What points back at the days before and leaves them out: "any day but that", "skip those", "those two skip". */
export const POINTED_AT =
  /\b(?:but|except|not) (?:for |on )?(?:that|those|them|these|dem)\b(?! \w)|\b(?:not|nah on|no to) (?:on )?(?:those|these|them|that 1|that one)\b|\b(?:skip|leave|drop|exclude|excluding|omit|avoid|spare me|remove) (?:out )?(?:that(?: day| 1| one)?(?! (?!only|please|pls|and|or)\w)|those|these|them|both|dem)\b(?! at\b)|\b(?:those|these|both)(?: (?:2|days|ones))*,? (?:skip|are out|are no|no\b|leave|off)/;
/** What follows from what was told before: "weekends are gigs, so weekdays". */
export const SO = /,?\s(?:so(?! (?:much|far|many|well|good))|hence|therefore|(?:which|that) leaves)\s/g;

/** After all of a week: what follows is left out of it, "every day except two, Wednesday and Sunday". */
export const EXCEPTED_FROM =
  /^\s*,?\s*(?:of the (?:working )?week,?\s*)?(?:except\w*|but(?! (?:only|just|on|the)\b)|bar|save|minus|less|without|but without|apart from|with the exception of|other than|aside from|excluding|that (?:is|are) not|leaving out)\b/;
export const EXCEPTS =
  /\b(?:except\w*|exception|but|apart from|aside from|minus|bar|save|without|excluding|other than|not)\b/;

/** A part of a message that tells and does not wish: "I swim on Mondays", "today is Sunday". */
export const STORY =
  /^[\s,]*(?:and |but |well |oh |because |as |since |so )*(?:i|i'm|i've|we|got|had|he|she|they|it|it's|my|our|the (?!\w*(?:day|week|weekend|mon|tues?|wed|thu|thurs|fri|sat|sun)s?\b)|court|today|school)\b(?!.*\b(?:want|like|love|prefer|please|pls|plz|need|remind\w*|ping|nudge|check|ask|message|could|can|would|'d|ha(?:s|ve) to be|must|meant?|suppose|reckon|fancy|suits?|works?|fine|good|best|ok|okay|better|perfect|ideal|should|asking|choose|take|pick|vote|say|guess|think|do(?= (?:on |the |any |either |it\b|that\b|this\b|want|like|prefer|mon|tue|wed|thu|fri|sat|sun))|mind|too(?! \w)|also|as well|free|available|only|now)\b)/;
/** The same of a thing, once a wish was told: "Tuesday to Friday, the salon is shut Mondays". */
export const OF_ANOTHER =
  /^(?!.*\bmy (?:\w+ )?(?:week|days)\b)[\s,]*(?:and |but |well |because |as |since )*(?:(?:the|a|an|my|our|this|that|new) )?(?!(?:mon|tues?|wed|wednes|thu|thurs?|fri|sat|satur|sun)(?:day)?s?\b|week\w*|every|each|any|all|only|just|not|no|on|so|please|which|that|it|those|these)[a-z'-]+(?: [a-z'-]+){0,2} (?:is|are|was|has|have|had|shuts?|closes?|opens?|runs?|keeps?|takes?|covers?|starts?|ends?|comes?)\b(?!.*\b(?:fine|good|best|ok|okay|works?|suits?|please|pls|better|perfect|ideal|great|lovely|enough|must|should|would)\b|.*'d )/;
/** What others do: "my daughter phones every evening". */
export const OF_OTHERS =
  /^[\s,]*(?:and |but |well |oh |because |as |since )*(?:he|she|they|(?:my|our|the) (?!(?:week|days?|work)\b)\w+ \w+s)\b/;
/** Between a group and the days it stands for: "the days I'm in the office: Tue, Wed". */
export const NAMELY =
  /(?::|\(|\b(?:that is|that's|that means|i\.?e\.?|meaning|namely|which (?:is|are|means)))\s*,?\s*$/;
export const CLAUSES = /[.;!?]+(?=\s|$)|,?\s+(?:so|but|therefore|hence)\s/g;

/** Between two days: the second belongs to the list of the first. */
export const LIST =
  /^[\s,]*(?:(?:,|and|or|n|&|\/|\+|nor|plus|then|-)\s*)*(?:(?:and|or|on|of|for|the|every|each|also|then|at) ?)*\s*$/;
/** Between two days: the first is taken back. */
export const TAKEN_BACK =
  /\bno\b\s*[,.!–—-]|(?:\.\.+|…)\s*(?:no|nah|nope)\b|\bor (?:better|rather)\b|\bno (?:wait|sorry|make|hang|hold|sry|i mean|actually)|\b(?:sorry|sry|forgive me|excuse me|pardon|nah|no no|oops|scratch|on second thoughts?|in fact|i mean|i meant|scratch that|make (?:it|that)|actually|wait|change (?:it|that) to|(?:change|switch|move|swap)\w* .{0,20}\bto)\b/;
/** Before a day: the series begins there, which says nothing of the days it has. */
export const BEGINS =
  /\b(?:(?<!(?:apart|aside|away) )from|starting|starts?|beginning|begin|as of|as from|since|(?<!\bdays? )after|until|till|til|(?<!\b(?:my|the|your|our|this|upper|sore|bad) )back)\s+(?:on\s+|next\s+|this\s+|the\s+)?$/;

/** "Only", "just" before days, or that it is enough after them: these and no others. */
export const ONLY_BEFORE =
  /(?<!\bnot )\b(?:only|just|solely|exclusively|purely|nothing but|(?:1|one) day,|confine yourself to|restrict yourself to|content ourselves with|keep it to|limit it to|stick to)\s+(?:(?:on|for|at|in|from|every|each|the|my|to|do|1|one|ask|me|us|a) )*$/;
export const ENOUGH_AFTER =
  /^\s*(?:,\s*)?(?:only|alone|(?:and )?(?:that's|thats|that is|that's it) (?:it|all|enough|that)|and (?:nothing|no) (?:else|more|other)|(?:is|are|would be) (?:enough|ample|plenty)|enough|would suit|will suffice|stays?)\b/;
/** Beside all of a week: these come on top, "weekdays and the odd Saturday", "Saturday too". */
export const ADDED_BETWEEN = /(?:\b(?:and|plus|also|n|or|incl\w*|even)\b|[&+])(?! (?:that|which|i)\b)[^.;!?]{0,16}$/;
export const ADDED_AFTER = /^\s*(?:and all\b(?! (?:the|of|my))|too|also|as well|included|inclusive)\b/;
/** It was so: "it was Tuesday and Thursday", "I told you Monday". */
export const FORMER_BEFORE =
  /\byou(?:'ve| have|'re| are)? (?:been |always |only |just )*(?:come|coming|ask|asking|ping\w*|remind\w*|messag\w*|check\w*|writ\w+)\b[^,.;!?]{0,16}$|\b(?:was|were|used to (?:say|be|have|do|get|go|come|like)|had told(?: you)?|i told you|told you|wanted to say|previously|i said|originally|at first|(?<!\b(?:i'd|i would|let's|lets|shall we|you could|or|please) )says? (?:do |to do )?)\s*(?:on |for |all |the )*$/;
/** After a day: what it is, other than good: "Sunday is church", "Tuesdays are bridge". */
export const IS_SOMETHING_AFTER =
  /^(?:'s|\s+(?:is|are|was|were|na|has|have|had|belongs?|means?|brings?))\s+(?!(?:the )?(?:good|fine|ok|okay|best|better|great|perfect|ideal|easiest|easier|possible|free(?! (?:from|of)\b)|when|what|right|enough|ample|plenty|calm|quiet|lovely|nice|okay|alright|grand|fair|welcome|all good|my (?:desk|quiet|free|best|easy|office|calm|only|slow)|no-meeting|it|that|the 1|the one|convenient|suitable|a good|when|where|obvious\w*|mandatory|sufficient|only|better)\b)/;
/** After days: they stay as they are. */
export const KEPT_AFTER = /^\s*(?:how|as|like|the way|alone as) (?:they|it)\b/;

/** Given up for others, which excepts nothing: "every day instead of just Mondays". */
export const INSTEAD_BEFORE =
  /^\s*over (?:the )?$|\b(?:no longer|instead of|in place of|rather than|more than|(?<!\b(?:other|apart) )than)\s+(?:just |only |on |every |the |these |those )*$/;
/** "I prefer weekdays to weekends." */
export const PREFERRED_BEFORE = /\bprefer\b[^.;!?]* (?:to|over|than) (?:the )?$/;
/** What is somebody's doing and not a day: "I'm sat on the bus". */
export const SITS_BEFORE = /\b(?:i'm|am|i am|be|is|was|were|being|been|he|she|they're|we're|just) $/;

/** Right before days: a time that they belong to, whatever follows: "5 am weekdays I'm on the radio by then". */
export const TIMED_BEFORE = /\d ?(?:am|pm|o'clock)?\s+(?:on )?$/;
/** What settles on a day, though it was left out before: "no Wednesday, though Wednesday would be lovely". */
export const SETTLED_AFTER =
  /^\s*(?:(?:it )?(?:is|'s|are|will be|shall be|would be|might be)(?: then)?(?: (?:ok|okay|fine|good|great|grand|lovely|perfect|nice|best|alright|all right))?\s*(?:[.,;!]|$|at\b|then\b|please\b)|(?:is |are |'s |would be )?(?:ok|okay|fine|good|lovely|perfect|works?|suits?|only|please|then)\b)/;
export const SETTLED_BEFORE = /\b(?:plus|make it|just|only|rather|settle on|go for)\s+(?:on |the |for )*$/;

/** How often, where no day is named: spread over the week, as a schedule only knows days of the week. */
export const OFTEN: [said: RegExp, days: Weekday[]][] = [
  [
    /\b(?:every|each) (?:other|2nd|second|2|alternate) ?(?:week|wk)s?\b|\b(?:fortnightly|bi-?weekly|monthly|once a (?:week|month|fortnight)|weekly|(?:every|1x|1 time a|1 a|once per|1 time per) (?:week|month))\b/,
    ['mon'],
  ],
  [
    /\b(?:every|each) (?:other|2nd|second|2|alternate) (?:(?:work ?|week ?|working )?days?|mornings?|afternoons?|evenings?|nights?)\b|\b(?:once|1 time) (?:in|every) 2 days\b|\b(?:alternate|alternating) (?:week ?)?days\b|\bevery couple of days\b|\b(?:3|thrice) ?(?:x|times|days)? ?(?:a|per|every) week\b|\bthrice weekly\b/,
    ['mon', 'wed', 'fri'],
  ],
  [
    /\b(?:twice|2 ?(?:x|times|days)) ?(?:a|per|every) week\b|\btwice weekly\b|\bevery (?:3rd|third|3) days?\b/,
    ['tue', 'thu'],
  ],
  [/\b4 ?(?:x|times|days) ?(?:a|per|every) week\b/, ['mon', 'tue', 'wed', 'thu']],
];
