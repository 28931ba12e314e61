/** What a message begins with that says yes, before it takes it back or asks something. */
export const AFFIRMS: ReadonlySet<string> = new Set(['yes', 'yep', 'yeah', 'yup', 'aye']);
