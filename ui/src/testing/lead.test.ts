// @vitest-environment happy-dom
// The script that comes first in every page of a practice site: whatever a page's own scripts ask for, no address of the
// practice leaves, and every other one stays as it is. The core serves it; a page is here, so it is tried here.

/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { beforeAll, beforeEach, expect, it, vi } from 'vitest';

const SCRIPT = readFileSync('../src-tauri/crates/api/src/practice_web/lead.js', 'utf8');
const NAMES = ['naru.kr', 'www.naru.kr', 'api.naru.kr', 'd1.cloudfront.net', 'naru-1.ap-northeast-2.elb.amazonaws.com'];
const LEADS = { names: NAMES, home: 'd1.cloudfront.net', secure: 4430, plain: 8000 };

const here = (name: string, path: string) => `http://${name === LEADS.home ? '' : `${name}.`}localhost:4430${path}`;

/** Where an address has to be asked for, by every way. */
const ADDRESSES: [string, string][] = [
  ...NAMES.map((name): [string, string] => [`https://${name}/a?b=c#d`, here(name, '/a?b=c#d')]),
  ['//api.naru.kr/a', here('api.naru.kr', '/a')],
  ['HTTPS://API.naru.kr.:443/a', here('api.naru.kr', '/a')],
  ['https://user:secret@api.naru.kr/a', here('api.naru.kr', '/a')],
  ['http://naru.kr/a', 'http://naru.kr.localhost:8000/a'],
  // Put together from the page's own place.
  ['https://api.naru.kr.localhost/a', here('api.naru.kr', '/a')],
  ['https://naru.kr.localhost:4430/a', here('naru.kr', '/a')],
  ['https://localhost:4430/a', 'http://localhost:4430/a'],
];
const STAYS = [
  'https://cdn.example.com/a.js',
  'https://img.naru.kr/a',
  'https://naru.kr.example.com/a',
  'https://d2.cloudfront.net/a',
  'http://localhost:3000/a',
  'https://localhost:8443/a',
  'mailto:a@naru.kr',
  'data:text/plain,https://naru.kr',
  '/a',
  'a?b#c',
  '',
];

const asked: string[] = [];
const requests: Request[] = [];
const hears = (address: unknown) => void (address instanceof Request ? requests.push(address) : asked.push(String(address)));

/** A class that hears what it is made of. */
class Heard {
  constructor(address: string) {
    hears(address);
  }
}

beforeAll(() => {
  location.href = 'http://naru.kr.localhost:4430/page';
  vi.stubGlobal('fetch', (address: unknown) => Promise.resolve(hears(address)));
  window.fetch = globalThis.fetch;
  window.open = (address) => (hears(address), null);
  for (const name of ['WebSocket', 'EventSource', 'Worker']) Object.assign(window, { [name]: class extends Heard {} });
  XMLHttpRequest.prototype.open = (_: string, address: string | URL) => hears(address);
  Navigator.prototype.sendBeacon = (address) => (hears(address), true);
  HTMLFormElement.prototype.submit = function () {
    hears(this.getAttribute('action'));
  };
  const run = (0, eval)(SCRIPT) as (leads: typeof LEADS) => void;
  run(LEADS);
});

beforeEach(() => {
  asked.length = 0;
  document.body.innerHTML = '';
});

/** Puts an element of that kind on the page. */
function element<K extends keyof HTMLElementTagNameMap>(kind: K, html = ''): HTMLElementTagNameMap[K] {
  document.body.innerHTML = `<${kind}${html}></${kind}>`;
  return document.body.firstElementChild as HTMLElementTagNameMap[K];
}

const made = (name: string, address: string) => {
  const Kind = (window as unknown as Record<string, new (address: string) => unknown>)[name];
  return Kind && new Kind(address);
};

/** Every way in which a script has a page ask, and what is asked then. */
const WAYS: Record<string, (address: string) => unknown> = {
  fetch: (address) => window.fetch(address),
  xhr: (address) => new XMLHttpRequest().open('GET', address),
  event_source: (address) => made('EventSource', address),
  worker: (address) => made('Worker', address),
  beacon: (address) => navigator.sendBeacon(address, 'a'),
  open: (address) => window.open(address),
  form: (address) => {
    const form = element('form');
    form.setAttribute('action', address);
    form.submit();
  },
  submit: (address) => {
    const form = element('form', ` action="${address}"`);
    form.dispatchEvent(new Event('submit', { bubbles: true }));
    hears(form.getAttribute('action'));
  },
  attribute: (address) => {
    const image = element('img');
    image.setAttribute('src', address);
    hears(image.getAttribute('src'));
  },
  property: (address) => {
    const image = element('img');
    image.src = address;
    hears(image.getAttribute('src'));
  },
  html: (address) => {
    document.body.innerHTML = `<img alt="" src="${address}">`;
    hears(document.body.firstElementChild?.getAttribute('src'));
  },
  adjacent: (address) => {
    document.body.innerHTML = '';
    document.body.insertAdjacentHTML('beforeend', `<img alt="" src="${address}">`);
    hears(document.body.firstElementChild?.getAttribute('src'));
  },
  link: (address) => {
    const link = element('a', ` href="${address}"`);
    link.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, cancelable: true }));
    hears(link.getAttribute('href'));
  },
};

for (const [way, ask] of Object.entries(WAYS)) {
  it(`no address of the practice leaves by ${way}, and every other stays`, async () => {
    for (const [address, led] of ADDRESSES) {
      asked.length = 0;
      await ask(address);
      expect(asked, address).toEqual([led]);
    }
    for (const address of STAYS) {
      asked.length = 0;
      await ask(address);
      expect(asked, address).toEqual([address]);
    }
  });
}

it('a socket is opened to where its name is served', () => {
  for (const [address, led] of [
    ['wss://api.naru.kr/ws', 'ws://api.naru.kr.localhost:4430/ws'],
    ['ws://api.naru.kr/ws', 'ws://api.naru.kr.localhost:8000/ws'],
    ['wss://naru.kr.localhost:4430/ws', 'ws://naru.kr.localhost:4430/ws'],
    ['wss://ws.example.com/ws', 'wss://ws.example.com/ws'],
  ] as const) {
    asked.length = 0;
    made('WebSocket', address);
    expect(asked).toEqual([led]);
  }
});

it('a request is led with all that it says', async () => {
  await window.fetch(new Request('https://api.naru.kr/a', { method: 'POST', body: 'hello', headers: { 'x-a': 'b' } }));
  const [request] = requests;
  expect(request?.url).toBe(here('api.naru.kr', '/a'));
  expect([request?.method, request?.headers.get('x-a'), await request?.text()]).toEqual(['POST', 'b', 'hello']);
});
