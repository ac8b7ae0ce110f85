// Where the window stands: the core's first answer, the account, the language and theme, and which screen is open.
// It decides nothing about the product.

import type {
  DeploymentScreen,
  DeploymentSummary,
  Lang,
  Problem,
  Session,
  Settings,
  Signal,
  Start,
  Theme,
  WayIn,
} from '../bindings/contract';
import { rpc, subscribe, toProblem } from '../host';
import { i18n, money } from '../i18n';

/** A screen that asks for the way into an account, with what is done once it is open. */
export interface EntranceScreen {
  name: 'entrance';
  /** The deployment or the draft whose account it is. */
  id: string;
  /** What is known of the way; null while one is tried. */
  way: WayIn | null;
  then: () => unknown;
}

/** A screen, with the deployment that it shows. */
export type Screen = { name: 'start' } | { name: 'wizard' } | { name: DeploymentScreen | 'verify'; id: string } | EntranceScreen;

/** How long a way into an account may take before the window says that it is tried, in milliseconds. */
const SLOW = 250;

class App {
  /** The core's first answer; null while it is awaited. */
  start = $state.raw<Start | null>(null);
  /** Why there is no first answer. */
  problem = $state.raw<Problem | null>(null);
  session = $state.raw<Session>({ place: 'none' });
  settings = $state.raw<Settings>({ language: null, theme: 'system', krw_per_usd: null });
  deployments = $state.raw<DeploymentSummary[]>([]);
  /** Null until it is known what the app opens with. */
  screen = $state.raw<Screen | null>(null);

  #listeners = new Set<(signal: Signal) => void>();
  #unsubscribe: (() => void) | undefined;

  /** Asks the core for all that the first screen needs. */
  async begin(): Promise<void> {
    this.problem = null;
    try {
      const start = await rpc('start');
      this.settings = start.settings;
      this.session = start.session;
      this.deployments = start.deployments;
      i18n.lang = start.settings.language ?? start.system_language;
      this.#showTheme();
      this.#unsubscribe?.();
      this.#unsubscribe = subscribe(start.seq, (signal) => this.#listeners.forEach((tell) => tell(signal)));
      this.start = start;
      this.#tellMoney();
    } catch (error) {
      this.problem = toProblem(error);
    }
  }

  /** Listens to every signal until the returned function is called. */
  onSignal(listener: (signal: Signal) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Opens a screen. */
  open(screen: Screen): void {
    this.screen = screen;
  }

  /**
   * Goes into the account of a deployment or a draft, and does what was wanted there. Where the way in isn't kept, or has
   * to be another one, it is asked for first. Throws the problem where nothing is known of it.
   */
  async within(id: string, then: () => unknown, anew = false): Promise<void> {
    const before = this.screen;
    const trying: EntranceScreen = { name: 'entrance', id, way: null, then };
    const slow = setTimeout(() => {
      if (this.screen === before) this.open(trying);
    }, SLOW);
    // Who went elsewhere meanwhile stays there.
    const waits = () => this.screen === before || this.screen === trying;
    try {
      const entrance = await rpc('enter_account', { id, anew });
      clearTimeout(slow);
      if (entrance.code === 'inside') this.session = entrance.params;
      if (!waits()) return;
      if (entrance.code === 'inside') await then();
      else this.open({ ...trying, way: entrance.params });
    } catch (error) {
      clearTimeout(slow);
      if (this.screen === trying && before) this.open(before);
      throw error;
    }
  }

  /** Asks again which deployments there are. */
  async refreshDeployments(): Promise<void> {
    this.deployments = await rpc('deployments');
  }

  get practice(): boolean {
    return this.session.place === 'practice';
  }

  async speak(lang: Lang): Promise<void> {
    i18n.lang = lang;
    await this.#save({ ...this.settings, language: lang });
  }

  async wear(theme: Theme): Promise<void> {
    const next = { ...this.settings, theme };
    this.settings = next;
    this.#showTheme();
    await this.#save(next);
  }

  /** Won for a dollar; null takes the price table's. */
  async exchange(rate: number | null): Promise<void> {
    await this.#save({ ...this.settings, krw_per_usd: rate });
    this.#tellMoney();
  }

  #tellMoney(): void {
    money.rate = this.settings.krw_per_usd ?? this.start?.krw_per_usd ?? null;
  }

  async #save(settings: Settings): Promise<void> {
    this.settings = settings;
    // A setting that can't be written down still holds for this window: not worth a word.
    await rpc('save_settings', settings).catch(() => undefined);
  }

  #showTheme(): void {
    const { theme } = this.settings;
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }
}

/** The one window. */
export const app = new App();
