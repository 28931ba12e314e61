/**
 * The browser's side of the web chat. Keeps one thing by which the server knows who is back: beside the local Direct
 * Line its token, before Azure's a key, for which the server gets a token.
 */

const TOKEN = 'unknot.token';
const VISITOR = 'unknot.visitor';
const TALKED = 'unknot.talked';
const DELETED = '#deleted';
const TITLE = document.title;

/** Direct Line's word for a token that came to its end, as on a computer that slept, and how soon not to believe it. */
const EXPIRED = 3;
const FRESH_MS = 60_000;

/** What was said comes at once if anything was; a moment of nothing means that there is nothing. */
const NOTHING_COMES_MS = 400;

const part = (id) => document.getElementById(id);
/** Where tokens for Azure's Direct Line are had; empty beside the local one. */
const { tokens } = document.documentElement.dataset;
const nonce = document.querySelector('script[nonce]').nonce;

/** A browser that keeps nothing is a new person each time, but may talk. */
function kept(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function keep(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // See above.
  }
}

/** Who this is: the one of last time, else somebody new. */
async function whoAmI() {
  if (tokens) {
    const who = await ask(tokens, { body: { visitor: kept(VISITOR) ?? undefined } });
    if (!who) throw new Error('The server gives no token.');
    keep(VISITOR, who.visitor);
    return who;
  }
  const known = kept(TOKEN);
  const back = known && (await ask('/v3/directline/tokens/refresh', { token: known }));
  const who = back || (await ask('/v3/directline/tokens/generate'));
  if (!who) throw new Error('The server gives no token.');
  keep(TOKEN, who.token);
  return who;
}

async function ask(path, { token, body = {} } = {}) {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  return response.ok ? response.json() : undefined;
}

/** The bot has forgotten this person, so the browser does: the next one who writes here is somebody new. */
function forget() {
  for (const name of [TOKEN, VISITOR, TALKED]) {
    try {
      localStorage.removeItem(name);
    } catch {
      // Nothing was kept.
    }
  }
  // A page that is loaded anew remembers nothing of the old one, whatever Web Chat kept.
  location.hash = DELETED;
  location.reload();
}

function sayDeleted() {
  if (location.hash !== DELETED) return;
  history.replaceState(null, '', location.pathname);
  part('deleted').textContent = 'Everything I kept about you is deleted, and so is our conversation on this page.';
}

/** Lays every button over its place on the drawing. A place that is drawn twice is one button, and one more to tap. */
function layOverBody() {
  const { width, height } = document.querySelector('.places svg').viewBox.baseVal;
  for (const button of document.querySelectorAll('.places button')) {
    const [first, ...more] = document.querySelectorAll(`#${button.dataset.place} rect`);
    const lay = (over, shape) => {
      const { x, y, width: across, height: down } = shape.getBBox();
      over.style.left = `${(100 * x) / width}%`;
      over.style.top = `${(100 * y) / height}%`;
      over.style.width = `${(100 * across) / width}%`;
      over.style.height = `${(100 * down) / height}%`;
    };
    lay(button, first);
    for (const shape of more) {
      const again = button.cloneNode(true);
      again.tabIndex = -1;
      again.setAttribute('aria-hidden', 'true');
      lay(again, shape);
      button.after(again);
    }
  }
}

/** Lights up the place that is pointed at or focused, and names it between the two heads. */
function lightUp({ type, target }) {
  const button = target.closest('.places button');
  if (!button) return;
  const on = type === 'pointerover' || type === 'focusin';
  part(button.dataset.place).classList.toggle('lit', on);
  document.querySelector('.pointed').textContent = on ? button.textContent : '';
}

let talking = false;

function showTalk() {
  if (talking) return;
  talking = true;
  document.body.classList.remove('waiting', 'empty');
  part('start').hidden = true;
  part('again').hidden = true;
  part('deleted').textContent = '';
}

function showStart() {
  if (talking) return;
  document.body.classList.remove('waiting');
  document.body.classList.add('empty');
  if (kept(TALKED)) {
    part('again').hidden = false;
  } else {
    part('start').hidden = false;
    layOverBody();
    for (const type of ['pointerover', 'pointerout', 'focusin', 'focusout'])
      part('start').addEventListener(type, lightUp);
    sayDeleted();
  }
}

/** Follows what Web Chat does, to show and hide what the page itself has to say. */
const follow = () => (next) => (action) => {
  if (action.type === 'DIRECT_LINE/CONNECT_FULFILLED') setTimeout(showStart, NOTHING_COMES_MS);
  if (action.type === 'DIRECT_LINE/POST_ACTIVITY' && action.payload.activity.type === 'message') {
    keep(TALKED, 'yes');
    showTalk();
  }
  if (action.type === 'DIRECT_LINE/INCOMING_ACTIVITY') {
    if (action.payload.activity.channelData?.unknot === 'forgets') {
      forget();
      return undefined;
    }
    showTalk();
    // The end of a hold may come while another window is in front.
    const { from, type } = action.payload.activity;
    if (document.hidden && type === 'message' && from.role === 'bot') document.title = `New message: ${TITLE}`;
  }
  return next(action);
};

const styleOptions = {
  accent: 'var(--accent)',
  subtle: 'var(--quiet)',
  backgroundColor: 'transparent',
  primaryFont: 'var(--font)',
  rootHeight: '100%',
  rootWidth: '100%',
  bubbleBackground: 'var(--paper)',
  bubbleTextColor: 'var(--ink)',
  bubbleBorderColor: 'var(--line)',
  bubbleBorderRadius: 14,
  bubbleMaxWidth: 620,
  bubbleFromUserBackground: 'var(--accent)',
  bubbleFromUserTextColor: 'var(--on-accent)',
  bubbleFromUserBorderColor: 'var(--accent)',
  bubbleFromUserBorderRadius: 14,
  timestampColor: 'var(--quiet)',
  hideUploadButton: true,
  // A list of warning signs is read from its top, so no more than a screen is scrolled past at a time.
  autoScrollSnapOnPage: true,
  sendBoxBackground: 'var(--paper)',
  sendBoxTextColor: 'var(--ink)',
  sendBoxPlaceholderColor: 'var(--quiet)',
  sendBoxButtonColor: 'var(--accent)',
  sendBoxButtonColorOnHover: 'var(--accent-strong)',
  sendBoxButtonColorOnFocus: 'var(--accent)',
  sendBoxButtonColorOnActive: 'var(--accent-strong)',
  sendBoxBorderTop: '1px solid var(--line)',
  sendBoxHeight: 52,
  sendBoxTextWrap: true,
  suggestedActionLayout: 'flow',
  suggestedActionBackgroundColor: 'var(--paper)',
  suggestedActionBackgroundColorOnHover: 'var(--wash)',
  suggestedActionBackgroundColorOnFocus: 'var(--wash)',
  suggestedActionBackgroundColorOnActive: 'var(--wash)',
  suggestedActionTextColor: 'var(--accent)',
  suggestedActionTextColorOnHover: 'var(--accent-strong)',
  suggestedActionTextColorOnFocus: 'var(--accent-strong)',
  suggestedActionTextColorOnActive: 'var(--accent-strong)',
  suggestedActionBorderColor: 'var(--accent)',
  suggestedActionBorderRadius: 20,
  suggestedActionHeight: 44,
  suggestedActionBorderWidth: 1,
  suggestedActionsStackedOverflow: 'auto',
  connectivityTextSize: '85%',
  notificationText: 'var(--ink)',
  transcriptActivityVisualKeyboardIndicatorColor: 'var(--accent)',
  transcriptVisualKeyboardIndicatorColor: 'var(--accent)',
  suggestedActionsVisualKeyboardIndicatorColor: 'var(--accent)',
  suggestedActionKeyboardFocusIndicatorBorderColor: 'var(--accent)',
};

async function begin() {
  const { token, userId, domain = new URL('/v3/directline', location.href).href } = await whoAmI();
  const directLine = WebChat.createDirectLine({ domain, token });
  directLine.connectionStatus$.subscribe((status) => {
    // The next token is for another conversation, so the page begins anew; the bot knows where they were.
    if (tokens && status === EXPIRED && performance.now() > FRESH_MS) location.reload();
  });
  const store = WebChat.createStore({}, follow);
  // A token of Azure's says itself who it is for.
  const userID = tokens ? undefined : userId;
  WebChat.renderWebChat({ directLine, store, nonce, styleOptions, userID, locale: language() }, part('chat'));
  document.querySelector('main').addEventListener('click', ({ target }) => {
    const button = target.closest('.starters button, .places button');
    if (!button) return;
    const text = button.dataset.say ?? button.textContent;
    store.dispatch({ type: 'WEB_CHAT/SEND_MESSAGE', payload: { text } });
    // The button is gone now, and with it the place of whoever uses the keyboard.
    part('chat').querySelector('[data-id="webchat-sendbox-input"]')?.focus();
  });
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) document.title = TITLE;
  });
}

/** The bot speaks English, and so does all that is around it; dates are written as at home. */
function language() {
  return navigator.language.startsWith('en') ? navigator.language : 'en-US';
}

begin().catch(() => {
  const trouble = part('trouble');
  trouble.textContent = 'The chat could not be started. Is Unknot still running? Reload the page to try again.';
  trouble.hidden = false;
});
