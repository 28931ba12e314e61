import { createHash } from 'node:crypto';

const STYLE = 'body{font:1rem/1.5 system-ui,sans-serif;max-width:38rem;margin:3rem auto;padding:0 1rem}';

/** For whoever opens the bot's address in a browser: that it runs, and how to talk to it. Loads nothing. */
export const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Unknot</title>
<style>${STYLE}</style>
</head>
<body>
<h1>Unknot is running</h1>
<p>Unknot is a chat bot for Microsoft Teams and Slack. It helps a person at a desk let go of a muscle knot in the upper back.</p>
<p>To talk to it here, run <code>npm run talk</code>. A Bot Framework client finds it at <code>/api/messages</code>.</p>
</body>
</html>
`;

export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
};
