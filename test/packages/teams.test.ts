import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { problemsOf } from '../../packages/teams/checkManifest.ts';
import { COMMANDS, INTENDED_USE, teamsManifest } from '../../packages/teams/manifest.ts';
import { loadModel } from '../../src/understanding/classifier/model.ts';
import { loadLexicon } from '../../src/understanding/lexicon.ts';
import { createUnderstand } from '../../src/understanding/understand.ts';

const SETTINGS = {
  MicrosoftAppId: '11111111-2222-4333-8444-555555555555',
  DEVELOPER_NAME: 'Contoso',
  WEBSITE_URL: 'https://contoso.example',
  PRIVACY_URL: 'https://contoso.example/privacy',
  TERMS_URL: 'https://contoso.example/terms',
};

describe('the package for Teams', () => {
  it('has a manifest that the published schema accepts', () => {
    expect(problemsOf(teamsManifest(SETTINGS, '1.2.3'))).toEqual([]);
    expect(problemsOf(teamsManifest({ ...SETTINGS, PUBLIC_URL: 'https://bot.contoso.example' }, '1.2.3'))).toEqual([]);
  });

  it('is told from one that Teams would refuse', () => {
    const manifest = teamsManifest(SETTINGS, '1.2.3');
    const { developer: _, ...anonymous } = manifest;
    expect(problemsOf({ ...anonymous, name: { short: 'x'.repeat(31) } } as never)).toEqual([
      "The manifest must have required property 'developer'.",
      '/name/short must NOT have more than 30 characters.',
    ]);
  });

  it('knows the bot, the addresses of the settings, and one-to-one chats only', () => {
    const manifest = teamsManifest({ ...SETTINGS, PUBLIC_URL: 'https://bot.contoso.example/' }, '1.2.3');
    expect(manifest.bots[0]).toMatchObject({ botId: SETTINGS.MicrosoftAppId, scopes: ['personal'] });
    expect(manifest.developer.privacyUrl).toBe(SETTINGS.PRIVACY_URL);
    expect(manifest.validDomains).toEqual(['bot.contoso.example']);
    expect(teamsManifest({ ...SETTINGS, TEAMS_APP_ID: '99999999-2222-4333-8444-555555555555' }, '1').id).toBe(
      '99999999-2222-4333-8444-555555555555',
    );
  });

  it('cannot be made from wrong settings, and all of them are told at once', () => {
    expect(() => teamsManifest({ ...SETTINGS, MicrosoftAppId: 'unknot', PRIVACY_URL: 'http://contoso' }, '1')).toThrow(
      /MicrosoftAppId is 'unknot'[\s\S]*PRIVACY_URL is 'http:\/\/contoso'/,
    );
    expect(() => teamsManifest({}, '1')).toThrow(/MicrosoftAppId is not set[\s\S]*TERMS_URL is not set/);
  });

  it('states the same intended use as the README', () => {
    const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
    expect(readme.replaceAll('\n> ', ' ')).toContain(INTENDED_USE);
  });
});

describe('the commands in the menu', () => {
  const understand = createUnderstand(loadLexicon(), loadModel());
  const MEANT = [
    'greet',
    'help',
    'relief.start',
    'ask.why-wont-relax',
    'reminder.set',
    'reminder.show',
    'reminder.stop',
    'progress.show',
    'data.show',
    'data.delete',
    'restart',
    'stop',
  ];

  it.each(COMMANDS.map(({ title }, at) => [title, MEANT[at]]))('"%s" is understood', (title, meant) => {
    expect(understand(title as string, 'nothing').intent).toBe(meant);
  });

  it('are twelve at most, all different, none with a slash', () => {
    expect(COMMANDS.length).toBeLessThanOrEqual(12);
    expect(new Set(COMMANDS.map(({ title }) => title.toLowerCase())).size).toBe(COMMANDS.length);
    expect(COMMANDS.filter(({ title }) => title.startsWith('/'))).toEqual([]);
  });
});
