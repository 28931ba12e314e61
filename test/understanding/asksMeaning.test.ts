import { describe, expect, it } from '@jest/globals';
import { asksMeaning } from '../../src/understanding/asksMeaning.ts';
import { loadLexicon } from '../../src/understanding/lexicon.ts';
import { readMessage } from '../../src/understanding/reading.ts';

const lexicon = loadLexicon();
const isAsked = (words: string) => asksMeaning(readMessage(words, lexicon.writing, lexicon.repair).text);

describe('a question about what a line of a list means', () => {
  it.each([
    'what is whiplash?',
    "what's whiplash",
    'whats hoarseness',
    'What does drooping eyelid mean?',
    'what do you mean by electric shocks',
    'what counts as a bad accident?',
    'can you explain blood thinners',
    'none I think, but what is dread?',
    'ok wait, what are blood thinners?',
    'define clumsiness pls',
    'sorry, what kind of steroids',
    "excuse me, what does it mean 'numbness'?",
    'what means electric shocks down your back?',
    'no to all but hoarseness i dont know this word',
    'ok but numb means what exactly, like asleep?',
    'what do you mean by sore, like painful?',
    "i don't understand dread",
    'i never heard of whiplash',
    'whiplash, what does that mean',
  ])('%s', (words) => {
    expect(isAsked(words)).toBe(true);
  });

  it.each([
    'what is wrong with my chest?',
    'what if I am pregnant?',
    'what should I do, my arm is numb',
    'my arm is weak, what is whiplash?',
    'I have a fever, what does numbness mean',
    'what is your name?',
    'what is this',
    'what does it mean if my heart is racing?',
    'I have whiplash',
    'what is next',
    "don't know, arm numb",
    "arm is numb, don't know what it is",
    'numb arm, what does it mean',
    'my fingers tingle, what is that',
    "I don't know, my chest feels tight",
    'none of these',
  ])('is not %s', (words) => {
    expect(isAsked(words)).toBe(false);
  });
});
