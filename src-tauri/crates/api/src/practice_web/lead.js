// Leads what a page of the practice internet asks of a name of that internet to where the name is served on this computer.
// Every other address stays as it is. It comes before all other scripts of a page, and is called with the names and ports.
(function (leads) {
  'use strict';
  const names = new Set(leads.names);
  const schemes = { 'https:': ['http:', leads.secure], 'wss:': ['ws:', leads.secure], 'http:': ['http:', leads.plain], 'ws:': ['ws:', leads.plain] };
  const ours = [String(leads.secure), String(leads.plain)];
  const own = Number(location.port) === leads.plain ? 'http:' : 'https:';

  /** Where an address is to be asked for: here, for a name of the practice internet, and itself for any other. */
  function led(address) {
    const text = String(address);
    let url;
    try {
      url = new URL(/^\s*[\\/]{2}/.test(text) ? own + text.trim() : text, document.baseURI);
    } catch {
      return address;
    }
    const to = schemes[url.protocol];
    if (!to) return address;
    const host = url.hostname.replace(/\.$/, '');
    const local = host === 'localhost' || host.endsWith('.localhost');
    const path = url.pathname + url.search + url.hash;
    if (local && ours.includes(url.port)) {
      // Put together from the page's own place, which has no certificate.
      return url.protocol === to[0] ? address : `${to[0]}//${url.host}${path}`;
    }
    const name = host.replace(/\.localhost$/, '');
    if (!names.has(name)) return address;
    return `${to[0]}//${name === leads.home ? '' : `${name}.`}localhost:${to[1]}${path}`;
  }

  /** Puts another function in the place of one, where there is one. */
  function wrap(object, name, make) {
    const real = object && object[name];
    if (typeof real === 'function') object[name] = make(real);
  }

  wrap(window, 'fetch', (real) => (input, init) => {
    if (!(input instanceof Request)) return real(led(input), init);
    const to = led(input.url);
    if (to === input.url) return real(input, init);
    if (input.body === null || input.method === 'GET' || input.method === 'HEAD') return real(new Request(to, input), init);
    // What is read as a stream can't be sent as one over HTTP/1.1.
    const { method, headers, mode, credentials, cache, redirect, referrer, referrerPolicy, keepalive, signal } = input;
    const how = { method, headers, mode, credentials, cache, redirect, referrer, referrerPolicy, keepalive, signal };
    return input.blob().then((body) => real(new Request(to, { ...how, body }), init));
  });
  wrap(XMLHttpRequest.prototype, 'open', (real) => function (method, address, ...rest) {
    return real.call(this, method, led(address), ...rest);
  });
  wrap(Navigator.prototype, 'sendBeacon', (real) => function (address, ...rest) {
    return real.call(this, led(address), ...rest);
  });
  wrap(window, 'open', (real) => function (address, ...rest) {
    return real.call(window, address === undefined ? address : led(address), ...rest);
  });
  for (const name of ['WebSocket', 'EventSource', 'Worker', 'SharedWorker']) {
    wrap(window, name, (real) => new Proxy(real, {
      construct: (target, [address, ...rest], asked) => Reflect.construct(target, [led(address), ...rest], asked),
    }));
  }

  // What elements ask for by themselves.
  const asking = { src: ['Image', 'Script', 'IFrame', 'Media', 'Source', 'Embed', 'Track', 'Input'], href: ['Link', 'Anchor', 'Area', 'Base'], action: ['Form'], data: ['Object'], poster: ['Video'] };
  for (const [attribute, kinds] of Object.entries(asking)) {
    for (const kind of kinds) {
      const prototype = window[`HTML${kind}Element`] && window[`HTML${kind}Element`].prototype;
      const real = prototype && Object.getOwnPropertyDescriptor(prototype, attribute);
      if (!real || !real.set || !real.configurable) continue;
      Object.defineProperty(prototype, attribute, {
        ...real,
        set(address) {
          real.set.call(this, led(address));
        },
      });
    }
  }
  wrap(Element.prototype, 'setAttribute', (real) => function (name, value) {
    const asks = String(name).toLowerCase() === 'formaction' || String(name).toLowerCase() in asking;
    return real.call(this, name, asks ? led(value) : value);
  });

  // What is written as HTML has its addresses in it.
  const within = /(^|[\s"'=(])((?:(?:https?|wss?):)?\/\/[^\s"'<>)]+)/gi;
  const written = (html) => html.replace(within, (_, before, address) => before + led(address));
  for (const attribute of ['innerHTML', 'outerHTML']) {
    const real = Object.getOwnPropertyDescriptor(Element.prototype, attribute);
    if (!real || !real.set || !real.configurable) continue;
    Object.defineProperty(Element.prototype, attribute, {
      ...real,
      set(html) {
        // What is no text, such as what a policy calls trusted, is what it says that it is.
        real.set.call(this, typeof html === 'string' ? written(html) : html);
      },
    });
  }
  const writes = (real) => function (...texts) {
    return real.apply(this, texts.map((text) => (typeof text === 'string' ? written(text) : text)));
  };
  wrap(Element.prototype, 'insertAdjacentHTML', writes);
  wrap(Document.prototype, 'write', writes);
  wrap(Document.prototype, 'writeln', writes);

  /** Leads an attribute of an element that is about to be gone by. */
  function lead(element, attribute) {
    const address = element && element.getAttribute && element.getAttribute(attribute);
    if (typeof address === 'string' && led(address) !== address) element.setAttribute(attribute, led(address));
  }
  for (const kind of ['pointerdown', 'focusin', 'click', 'auxclick']) {
    addEventListener(kind, (event) => event.composedPath().forEach((element) => lead(element, 'href')), true);
  }
  addEventListener('submit', (event) => {
    lead(event.target, 'action');
    lead(event.submitter, 'formaction');
  }, true);
  wrap(HTMLFormElement.prototype, 'submit', (real) => function () {
    lead(this, 'action');
    return real.call(this);
  });
  // A page that is left by a script, where the engine tells of it.
  if (window.navigation) {
    window.navigation.addEventListener('navigate', (event) => {
      const to = led(event.destination.url);
      if (to === event.destination.url || !event.cancelable || event.formData) return;
      event.preventDefault();
      location.assign(to);
    });
  }
})
