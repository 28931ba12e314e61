import { isGuid, isHttps, Settings } from '../settings.ts';

/** What Teams shows in the bot's menu. Each is understood as it stands; Teams allows twelve, and no slash before them. */
export const COMMANDS = [
  { title: 'Hi', description: 'Say hello' },
  { title: 'Help', description: 'What I can do, and where we are' },
  { title: 'I have a knot in my upper back', description: 'Find out which kind it is, and what to do' },
  { title: "Why won't my knot relax?", description: 'What this method says about knots that stay' },
  { title: 'Set up a check-in', description: 'I ask how the knot is, at your own time' },
  { title: 'Show my check-ins', description: 'When the next ones come' },
  { title: 'Stop my check-ins', description: 'No more questions after the knot' },
  { title: 'How am I doing?', description: 'How the knot has been over time' },
  { title: 'What do you know about me?', description: 'Show what is kept' },
  { title: 'Delete everything', description: 'Remove all that is kept about you' },
  { title: 'Start over', description: 'From the beginning' },
  { title: 'Stop', description: 'End the exercise' },
] as const;

/** The sentence that says what it is for is the same everywhere: README, bot profile, store. */
export const INTENDED_USE =
  'Unknot is a wellness guide. It helps adults relax everyday muscle tension with gentle self-massage. It is not for diagnosing, treating or monitoring any disease or injury.';

/** As they are named in the package. */
export const ICONS = { color: 'color.png', outline: 'outline.png' } as const;

/**
 * The app manifest for Teams, schema 1.30, from the settings; for one-to-one chats only. Pure. Throws a `PackageError` that
 * names every setting that is missing or wrong.
 */
export function teamsManifest(env: Readonly<Record<string, string | undefined>>, version: string) {
  const settings = new Settings(env);
  const botId = settings.needed(
    'MicrosoftAppId',
    isGuid,
    'it is the "Application (client) ID" of the bot’s app registration, by which Teams finds the bot.',
  );
  const id = settings.optional('TEAMS_APP_ID') ?? botId;
  if (settings.optional('TEAMS_APP_ID') !== undefined)
    settings.needed('TEAMS_APP_ID', isGuid, 'Teams knows an app by a GUID. Leave it out to use the bot’s.');
  const developer = {
    name: settings.needed(
      'DEVELOPER_NAME',
      (text) => text.length <= 32,
      'Teams shows who offers the app, in at most 32 characters.',
    ),
    websiteUrl: settings.needed(
      'WEBSITE_URL',
      isHttps,
      'Teams links to a page about whoever offers the app, by https.',
    ),
    privacyUrl: settings.needed('PRIVACY_URL', isHttps, 'Teams links to your privacy notice, by https.'),
    termsOfUseUrl: settings.needed('TERMS_URL', isHttps, 'Teams links to your terms of use, by https.'),
  };
  const publicUrl = settings.optional('PUBLIC_URL');
  settings.done();
  return {
    $schema: 'https://developer.microsoft.com/en-us/json-schemas/teams/v1.30/MicrosoftTeams.schema.json',
    manifestVersion: '1.30',
    version,
    id,
    developer,
    name: { short: 'Unknot', full: 'Unknot: let go of a knot in your upper back' },
    description: {
      short: 'Guides you to relax a tight knot in your upper back, one step at a time.',
      full: `${INTENDED_USE}\n\nUnknot asks which kind of knot yours is, leads you through gentle steps one at a time, answers questions on the way, and checks in with you if you like. It is a chat bot, not a doctor. It works in your own chat only, keeps little, and removes all of it when you ask.`,
    },
    icons: ICONS,
    accentColor: '#0B5C52',
    defaultInstallScope: 'personal',
    bots: [
      {
        botId,
        scopes: ['personal'],
        isNotificationOnly: false,
        supportsFiles: false,
        commandLists: [{ scopes: ['personal'], commands: COMMANDS.map((command) => ({ ...command })) }],
      },
    ],
    validDomains: publicUrl === undefined ? [] : [new URL(publicUrl).host],
  };
}
