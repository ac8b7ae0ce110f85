// Every screen in every state: /gallery.html lists them, /gallery.html?scene=NAME&lang=ko&theme=dark shows one.

import { mount } from 'svelte';
import App from '../App.svelte';
import { use } from '../host';
import { languages } from '../i18n';
import '../styles/fonts.css';
import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/pieces.css';
import { scenes } from './scenes';
import { madeUp, start } from './world';

const asked = new URLSearchParams(location.search);
const scene = scenes[asked.get('scene') ?? ''];
const target = document.getElementById('app') as HTMLElement;

if (scene) void show();
else list();

async function show() {
  if (!scene) return;
  const host = madeUp(scene.session, scene.draft, scene.answers);
  use({
    ...host,
    async rpc(name, request) {
      const answer = await host.rpc(name, request);
      if (name !== 'start') return answer;
      const settings = {
        ...start.settings,
        language: languages.find((lang) => lang === asked.get('lang')) ?? 'ko',
        theme: asked.get('theme') === 'dark' ? ('dark' as const) : ('light' as const),
      };
      return { ...(answer as object), settings } as never;
    },
  });
  mount(App, { target });
  for (const act of scene.acts ?? []) {
    await settle();
    await act(host);
  }
  await settle();
  document.body.dataset.settled = 'yes';
}

function settle(): Promise<void> {
  return new Promise((done) => setTimeout(done, 250));
}

function list() {
  document.body.style.cssText = 'padding:2rem;height:auto';
  for (const name of Object.keys(scenes)) {
    const line = document.createElement('p');
    line.append(name, ' ');
    for (const lang of languages) {
      for (const theme of ['light', 'dark']) {
        const link = document.createElement('a');
        link.href = `?scene=${name}&lang=${lang}&theme=${theme}`;
        link.textContent = `${lang} ${theme}`;
        line.append(link, ' ');
      }
    }
    target.append(line);
  }
}
