import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { INTRANET_HOST, isSiteHost } from './replica';
import { temporaryFolder } from './temporary-folder';

/*
 * No browser of a test reaches the network. Each one has a proxy of its own on this computer, which answers nothing and
 * writes down for which host it was asked: what the stand-in site answers never comes that far. At the end of the suite
 * the hosts are compared with those below, and one that is not among them fails it (`network-teardown.ts`).
 */

/** The hosts that the browsers of the tests may ask for. There are none, and none is to come. */
export const REACHABLE: readonly string[] = [];

/**
 * Hosts at which Chromium itself looks now and then for parts of its own, and no switch was found that stops it. The
 * wall refuses them like all others, but they do not fail the suite.
 */
const FROM_CHROMIUM = 'redirector.gvt1.com';

/** The variable that names the file for the hosts, one a line. Workers get it with their environment. */
const RECORD = 'KEY_COMPANION_REACHED';

/** Begins a record for the whole suite. */
export function beginRecord(): void {
  process.env[RECORD] = join(temporaryFolder('network'), 'reached.txt');
}

/** All hosts that were asked for since then. */
export function recordedHosts(): string[] {
  const file = process.env[RECORD];
  return file !== undefined && existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
}

/**
 * Why a suite that has asked for these hosts fails. Undefined if it does not. Before a test answers for data.gov.sg or
 * the intranet itself, Chromium asks to be connected with it, so as to be ready; that goes no further than the wall
 * either.
 */
export function objectionTo(hosts: readonly string[]): string | undefined {
  const others = [...new Set(hosts)]
    .filter(
      (host) => !REACHABLE.includes(host) && !isSiteHost(host) && host !== INTRANET_HOST && host !== FROM_CHROMIUM,
    )
    .sort();
  return others.length > 0
    ? `The browsers of the tests asked for what is not on the list in test/browser/support/network.ts: ${others.join(', ')}`
    : undefined;
}

export function record(host: string): void {
  const file = process.env[RECORD];
  if (file !== undefined) appendFileSync(file, `${host}\n`);
}

/** A proxy that refuses all, and calls `onAsked` with the host. */
export interface Wall {
  port: number;
  close(): void;
}

export async function buildWall(onAsked: (host: string) => void): Promise<Wall> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (data) => {
      onAsked(hostAsked(data.toString('latin1')));
      socket.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  // It holds no test up that forgets it.
  server.unref();
  return { port: (server.address() as AddressInfo).port, close: () => void server.close() };
}

/**
 * The host of "CONNECT example.com:443 HTTP/1.1" and of "GET http://example.com/ HTTP/1.1"; what is neither, as it is.
 */
export function hostAsked(request: string): string {
  const [, target = ''] = /^[A-Z]+ (\S+) HTTP\/1\.\d\r?\n/.exec(request) ?? [];
  return /^(?:[a-z]+:\/\/)?([^/:?#]+)/i.exec(target)?.[1]?.toLowerCase() ?? `? ${JSON.stringify(request.slice(0, 40))}`;
}

/** Switches that make Chromium ask the wall for everything but this computer, and look no name up by itself. */
export function behindWall({ port }: Wall): string[] {
  return [
    `--proxy-server=http://127.0.0.1:${port}`,
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
    // Calls between browsers would go beside the proxy.
    '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
    '--disable-quic',
    // Whom Chromium asks by itself at a start: it is sent to a port of this computer on which nothing listens.
    '--component-updater=url-source=http://127.0.0.1:9/',
    ...[
      '--gaia-url',
      '--google-base-url',
      '--apps-gallery-update-url',
      '--autofill-server-url',
      '--variations-server-url',
    ].map((name) => `${name}=http://127.0.0.1:9/`),
  ];
}

/** The same for Firefox, as preferences. */
export function firefoxBehindWall({ port }: Wall): Record<string, string | number | boolean> {
  return {
    'network.proxy.type': 1,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': port,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': port,
    'network.proxy.no_proxies_on': '',
    'network.proxy.failover_direct': false,
    'network.dns.disablePrefetch': true,
    'network.trr.mode': 5,
    'media.peerconnection.enabled': false,
    // What Mozilla's own tests have in place of the server of its lists. A release obeys only with the line below.
    'services.settings.server': 'data:,#remote-settings-dummy/v1',
  };
}

export const FIREFOX_ENVIRONMENT = { MOZ_REMOTE_SETTINGS_DEVTOOLS: '1' };
