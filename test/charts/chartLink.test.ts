import { describe, expect, it } from '@jest/globals';
import { personKey } from '../../src/address.ts';
import { chartLinks } from '../../src/charts/chartLink.ts';

const SECRET = 'a secret of thirty-two characters';
const chart = {
  person: personKey('msteams', '9a0f6ee5-0d3b-4b8e-8f6d-0c9c3a0f7a11', '29:1xIayK5Bk8yT-ann'),
  from: 1_772_438_400_000,
  until: 1_773_000_000_000,
  zone: 'Europe/Berlin',
};

describe('the link of a chart', () => {
  it('is opened by every replica that has the secret', () => {
    expect(chartLinks(SECRET).open(chartLinks(SECRET).seal(chart))).toEqual(chart);
  });

  it('says nothing of the person, not even that two charts are of the same', () => {
    const { seal } = chartLinks(SECRET);
    const [one, other] = [seal(chart), seal(chart)];
    expect(one).toMatch(/^[\w-]+$/);
    expect(Buffer.from(one, 'base64url').toString('latin1')).not.toContain('ann');
    expect(one.slice(0, 8)).not.toBe(other.slice(0, 8));
  });

  it('is nothing once a letter is changed, wherever that is', () => {
    const { seal, open } = chartLinks(SECRET);
    const token = seal(chart);
    // The last letter may hold bits that belong to no byte.
    const forged = [...token.slice(0, -1)].map(
      (letter, at) => `${token.slice(0, at)}${letter === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`,
    );
    expect(forged.filter((one) => open(one) !== undefined)).toEqual([]);
  });

  it.each(['', 'x', 'a'.repeat(400), '../../etc/passwd', '%00'])('is nothing when it is made up: %j', (token) => {
    expect(chartLinks(SECRET).open(token)).toBeUndefined();
  });

  it('is nothing with another secret', () => {
    const token = chartLinks(SECRET).seal(chart);
    expect(chartLinks('another secret of thirty-two char').open(token)).toBeUndefined();
  });
});
