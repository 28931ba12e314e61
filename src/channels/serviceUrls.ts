import { Latest } from '../latest.ts';

/** Says in a sentence why nothing may be sent to a service URL; undefined when it may. */
export type ServiceUrlRule = (serviceUrl: string) => string | undefined;

/** Where the channels live. Replies carry our token there, and the caller writes the address, so nothing else is believed. */
const CHANNEL_HOSTS = ['botframework.com', 'smba.trafficmanager.net', 'teams.microsoft.com', 'teams.microsoft.us'];

/** Of so many that passed it is remembered. Channels have a handful, and each is looked at several times in a turn. */
const PASSED_KEPT = 100;

/**
 * With an app id: https, on a host of the channels or a configured one, or on a subdomain of it. Without one anybody
 * is heard, so the bot answers nowhere but on this machine.
 */
export function serviceUrlRule(options: {
  appId?: string | undefined;
  extraHosts?: readonly string[];
}): ServiceUrlRule {
  const hosts = [...CHANNEL_HOSTS, ...(options.extraHosts ?? [])].map((host) => host.toLowerCase());
  const passed = new Latest<string, true>(PASSED_KEPT);
  return (serviceUrl) => {
    if (passed.get(serviceUrl)) return undefined;
    const wrong = wrongWith(serviceUrl);
    if (wrong === undefined) passed.put(serviceUrl, true);
    return wrong;
  };

  function wrongWith(serviceUrl: string): string | undefined {
    const url = URL.canParse(serviceUrl) ? new URL(serviceUrl) : undefined;
    if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return 'The serviceUrl is not a web address.';
    if (url.username !== '' || url.password !== '') return 'The serviceUrl holds a user name or a password.';
    if (!options.appId) {
      return isLoopback(url.hostname) ? undefined : 'Without an app id, the serviceUrl has to be on this machine.';
    }
    if (url.protocol !== 'https:') return 'The serviceUrl has to be https.';
    const known = hosts.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`));
    return known ? undefined : 'The host of the serviceUrl is not on the list of known hosts.';
  }
}

/** `hostname` as `URL` writes it: lower case, IPv6 in brackets, odd spellings of IPv4 already resolved. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
