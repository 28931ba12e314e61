import { createDirectLine, type DirectLine, type DirectLineOptions } from './directLine.ts';
import { createPage } from './page.ts';

/** The local web chat: its page and the service behind it. Undefined where Web Chat is not installed. */
export function createWebChat(options: DirectLineOptions): DirectLine | undefined {
  const page = createPage({ note: 'on this computer only', connect: (host) => [`ws://${host}`] });
  if (!page) return undefined;
  const directLine = createDirectLine(options);
  return { ...directLine, routes: [...page, ...directLine.routes] };
}
