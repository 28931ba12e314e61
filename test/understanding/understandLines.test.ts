import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const COMMAND = join(import.meta.dirname, '../../src/understanding/understandLines.ts');

/** What the command answers to these lines, each read as JSON. */
function answers(lines: string[]): object[] {
  const { stdout, status } = spawnSync(process.execPath, [COMMAND], {
    input: `${lines.join('\n')}\n`,
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as object);
}

describe('npm run -s understand', () => {
  it('answers every line in order, with all four fields and no other', () => {
    expect(
      answers([
        '{"id":"a1","lang":"en","expecting":"pressure","text":"yep"}',
        '{"id":"a2","lang":"en","expecting":"reminder-time","text":"weekdays at half past nine"}',
        '{"id":"a3","lang":"en","expecting":"safety","text":"my chest hurts"}',
        '{"id":"a4","lang":"de","expecting":"safety","text":"nein, ich habe keine davon"}',
      ]),
    ).toEqual([
      { id: 'a1', intent: 'pressure.relaxes', slots: {}, also: [] },
      { id: 'a2', intent: 'reminder.set', slots: { time: '09:30', days: 'weekdays' }, also: [] },
      { id: 'a3', intent: 'red-flag', slots: { kind: 'chest' }, also: [] },
      { id: 'a4', intent: 'out-of-scope', slots: {}, also: [] },
    ]);
  });

  it('says what is wrong with a broken line and goes on', () => {
    const [broken, after] = answers(['{"id":', '{"id":2,"expecting":"nothing","text":"hello"}']);
    expect(broken).toEqual({ error: expect.any(String) });
    expect(after).toMatchObject({ id: 2, intent: 'greet' });
  });

  it('takes a question it does not know for none', () => {
    expect(answers(['{"id":1,"expecting":"the-moon","text":"who are you"}'])).toEqual([
      { id: 1, intent: 'ask.bot', slots: {}, also: [] },
    ]);
  });
});
