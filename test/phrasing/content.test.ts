import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ContentError, loadContent } from '../../src/phrasing/content.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unknot-content-'));
  cpSync(join(import.meta.dirname, '../../content/en'), folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Changes one file and tells the line of the first change. */
function edit(file: string, from: string | RegExp, to: string): number {
  const text = readFileSync(join(folder, file), 'utf8');
  const at = text.search(from);
  if (at < 0) throw new Error(`${file} has no ${from}`);
  writeFileSync(join(folder, file), text.replace(from, to));
  return text.slice(0, at).split('\n').length;
}

function complaint(): string {
  try {
    loadContent(folder);
    return '';
  } catch (error) {
    if (error instanceof ContentError) return error.message;
    throw error;
  }
}

describe('words that are not fit to be used', () => {
  it('are told by file and line, all of them at once', () => {
    const label = edit('choices.yaml', 'label: "Left side"', 'label: "The left side of your own upper back"');
    const slot = edit('sayings.yaml', /^thanks:/m, 'thanks2: "x"\nthanks:');
    const message = complaint();
    expect(message).toContain(
      `choices.yaml:${label}: The label 'The left side of your own upper back' has 36 characters`,
    );
    expect(message).toContain(`sayings.yaml:${slot}: 'thanks2' is said nowhere`);
  });

  it('lack a saying', () => {
    edit('sayings.yaml', /^stopped:/m, 'stopped.renamed:');
    expect(complaint()).toMatch(/sayings\.yaml:\d+: 'stopped' has no words yet/);
  });

  it('have braces that nobody fills', () => {
    edit('regions.yaml', '{side} arm on the desk', '{paw} arm on the desk');
    expect(complaint()).toMatch(/regions\.yaml:\d+: Nobody fills \{paw\}/);
  });

  it('would not say what may be typed', () => {
    const line = edit('words.yaml', 'orType: "Or type: {choices}"', 'orType: "Or type it"');
    expect(complaint()).toContain(`words.yaml:${line}: Without {choices} it does not say what may be typed.`);
  });

  it('have a condition that can never hold', () => {
    edit('answers.yaml', 'knot: unknown', 'knot: tied');
    expect(complaint()).toMatch(/answers\.yaml:\d+: 'knot' is never 'tied'; it is one of unknown/);
  });

  it('ask for something that is not known', () => {
    edit('answers.yaml', 'when: { locked: true }', 'when: { mood: grey }');
    expect(complaint()).toMatch(/answers\.yaml:\d+: 'mood' is not known here/);
  });

  it.each([
    [
      'do not say which side a picture shows',
      '{hand} fingers flat on the {side} upper',
      /pictures\.yaml:\d+: 'ribs-front' is there/,
    ],
    ['name a side where there is none', 'Body, front and back', /shows both sides, so \{side\} has no meaning/],
    ['say that a picture is one', 'Seated person, {hand} hand across', /says by itself that 'ribs-side' is a picture/],
    ['go on for too long about a picture', 'a soft ball between', /'ball-on-wall' has \d+ characters; .* 125 at most/],
    [
      'fill what a picture cannot know',
      'a hand.s width below the armpit',
      /can name \{side\} and \{hand\}, and not \{region\}/,
    ],
  ])('%s', (_what, from, problem) => {
    const to: Record<string, string> = {
      '{hand} fingers flat on the {side} upper': '{hand} fingers flat on the upper',
      'Body, front and back': 'Body, front, back and {side}',
      'Seated person, {hand} hand across': 'Picture of a person, {hand} hand across',
      'a soft ball between': 'a soft ball, such as a tennis ball, or one of rolled-up socks, between',
      'a hand.s width below the armpit': 'at the {region}',
    };
    if (from.includes('flat on'))
      edit('pictures.yaml', '{side} forearm on the desk, {hand} fingers', 'Forearm on the desk, {hand} fingers');
    edit('pictures.yaml', new RegExp(from.replaceAll(/[{}]/g, '\\$&')), to[from] as string);
    expect(complaint()).toMatch(problem);
  });

  it('are broken YAML', () => {
    edit('words.yaml', 'sides:', 'sides: {');
    expect(complaint()).toMatch(/words\.yaml:\d+: /);
  });

  it('are missing', () => {
    rmSync(join(folder, 'cares.yaml'));
    expect(complaint()).toContain('cares.yaml: The file is missing');
  });

  it('say the same sentence twice running', () => {
    edit('questions.yaml', /^retest:[\s\S]*?(?=^\S)/m, 'retest:\n  ask: One?\n  again: Two?\n  simpler: Three?\n\n');
    expect(complaint()).toMatch(/questions\.yaml:\d+: `again` needs at least two alternatives/);
  });
});
