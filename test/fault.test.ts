import { describe, expect, it } from '@jest/globals';
import { faultOf } from '../src/fault.ts';

describe('what a log may hold of a fault', () => {
  it('is its name, its code and where it came from, and no word of its message', () => {
    const cause = Object.assign(new RangeError('my neck'), { code: 'ERR_OUT_OF_RANGE' });
    const error = new Error('my back hurts\n    at my desk (all day)', { cause });
    const fault = faultOf(error);
    expect(fault).toMatchObject({ fault: 'Error', cause: { fault: 'RangeError', code: 'ERR_OUT_OF_RANGE' } });
    expect(fault.at[0]).toContain('fault.test.ts');
    expect(JSON.stringify(fault)).not.toMatch(/my (neck|back|desk)/);
  });

  it.each(['text', 7, null, undefined, {}])('is the type alone of what is no error: %j', (thrown) => {
    expect(faultOf(thrown)).toEqual({ fault: typeof thrown, at: [] });
  });

  it('comes to an end, even where causes go round', () => {
    const error = new Error('round');
    error.cause = error;
    expect(JSON.stringify(faultOf(error))).not.toContain('round (');
  });
});
