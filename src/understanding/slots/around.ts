/** How much of the text before and after a number can say what it is. */
const NEAR = 40;

export function before(text: string, at: number): string {
  return text.slice(Math.max(0, at - NEAR), at);
}

export function after(text: string, end: number): string {
  return text.slice(end, end + NEAR);
}
