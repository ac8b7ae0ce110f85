// The way out of the window. Everything else in the UI calls these functions and knows no Tauri.
//
// A host is put in place once, before the first screen: the window's own by `main.ts`, a made-up one by tests
// and by the gallery.

import type { Problem, Rpc, Signal } from '../bindings/contract';

/** What has to stand behind the screens. */
export interface Host {
  rpc<C extends keyof Rpc>(name: C, request: Rpc[C]['request']): Promise<Rpc[C]['response']>;
  /** Every event after `since`, in order, and what else moves, until the returned function is called. */
  subscribe(since: number, onSignal: (signal: Signal) => void): () => void;
  /** Paths of files and folders that are dragged over the window and dropped on it. */
  onFileDrop(listener: (drop: FileDrop) => void): () => void;
}

/** What a dragged file does. */
export type FileDrop = { kind: 'over' } | { kind: 'leave' } | { kind: 'drop'; paths: string[] };

let host: Host | undefined;

/** Puts the host in place. */
export function use(it: Host): void {
  host = it;
}

function placed(): Host {
  if (!host) throw new Error('no host was put in place');
  return host;
}

/** Asks the core. Rejects with a [`Problem`], always. */
export async function rpc<C extends keyof Rpc>(
  name: C,
  ...request: Rpc[C]['request'] extends null ? [] : [Rpc[C]['request']]
): Promise<Rpc[C]['response']> {
  try {
    return await placed().rpc(name, (request[0] ?? null) as Rpc[C]['request']);
  } catch (error) {
    throw toProblem(error);
  }
}

/** Every event after `since`, and what else moves. */
export function subscribe(since: number, onSignal: (signal: Signal) => void): () => void {
  return placed().subscribe(since, onSignal);
}

/** What is dragged over the window. */
export function onFileDrop(listener: (drop: FileDrop) => void): () => void {
  return placed().onFileDrop(listener);
}

/** Whether something thrown came over the contract. */
export function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'code' in error && 'failure' in error;
}

/** Makes a problem of anything that was thrown: what didn't come over the contract is a fault of ours. */
export function toProblem(error: unknown): Problem {
  if (isProblem(error)) return error;
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { code: 'internal', message, failure: null };
}
