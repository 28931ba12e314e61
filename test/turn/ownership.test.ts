import { afterEach, describe, expect, it } from '@jest/globals';
import { plainText } from '../../src/message.ts';
import { Talk } from '../support/talk.ts';

const DAY = 86_400_000;

let talk: Talk;
afterEach(() => talk.end());

/** Somebody with check-ins every day at 8:30, who has given these numbers. */
async function rated(channel: 'msteams' | 'webchat', ...ratings: number[]): Promise<void> {
  talk = await Talk.begin(channel);
  await talk.say('remind me every day at 8:30');
  await talk.press("I'm 18 or over: go on");
  for (const rating of ratings) {
    await talk.wait(DAY);
    await talk.say(String(rating));
    await talk.press('Not today');
  }
}

describe('"how am I doing?"', () => {
  it('is told in words, and in a chart that says the same to whoever does not see it', async () => {
    await rated('msteams', 6, 4, 3);
    const [message] = await talk.say('how am I doing?');
    expect(plainText(message as never)).toContain('Your ratings went down, from 6 to 3.');
    expect(message?.chart?.alt).toBe('How sore the knot was, from 0 to 10. Tue 3 Mar: 6. Wed 4 Mar: 4. Thu 5 Mar: 3.');
    expect(JSON.parse(message?.chart?.token ?? '')).toEqual({
      person: 'msteams//ann',
      from: Date.parse('2026-03-03T08:00:00Z'),
      until: Date.parse('2026-03-05T08:00:00Z'),
      zone: 'Europe/Berlin',
    });
  });

  it('is told in words alone as long as there is nothing to compare', async () => {
    await rated('msteams', 6);
    const [message] = await talk.say('how am I doing?');
    expect(plainText(message as never)).toContain('There is one rating so far, 6 out of 10.');
    expect(message?.chart).toBeUndefined();
  });

  it('a chart shows the newest twenty', async () => {
    await rated('msteams', ...Array.from({ length: 21 }, (_, day) => 3 + (day % 2)));
    const [message] = await talk.say('how am I doing?');
    expect(message?.chart?.alt.match(/: \d/g)).toHaveLength(20);
  });
});

describe('"export"', () => {
  it('is a file, too, where a channel can hand one over', async () => {
    await rated('webchat', 6, 4);
    const [message] = await talk.say('export');
    expect(plainText(message as never)).toContain('Your ratings, out of 10: 6, 4');
    expect(message?.file).toMatchObject({ name: 'unknot.json', contentType: 'application/json' });
    const { person, results } = JSON.parse(message?.file?.text ?? '');
    expect(person.schedule).toMatchObject({ time: '08:30', days: 'daily' });
    expect(results.map(({ data }: { data: { rating: number } }) => data.rating)).toEqual([4, 6]);
  });

  it('is words alone elsewhere', async () => {
    await rated('msteams', 6);
    const [message] = await talk.say('export');
    expect(message?.file).toBeUndefined();
  });
});
