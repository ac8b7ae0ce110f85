// The window's own host: two commands, one channel, and the window's drag and drop.

import { Channel, invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { Signal } from '../bindings/contract';
import type { Host } from './index';

/** How long to wait before a subscription that broke is made anew, in milliseconds. */
const AGAIN = 1000;

/** The host behind a Tauri window. */
export const tauri: Host = {
  rpc: (name, request) => invoke('rpc', { name, request }),

  subscribe(since, onSignal) {
    let last = since;
    let stopped = false;
    const begin = () => {
      if (stopped) return;
      const channel = new Channel<Signal>();
      channel.onmessage = (signal) => {
        if (stopped) return;
        if (signal.signal === 'event') {
          // A subscription made anew replays; what was told isn't told twice.
          if (signal.seq <= last) return;
          last = signal.seq;
        }
        onSignal(signal);
      };
      invoke('subscribe', { since: last, channel }).catch(() => setTimeout(begin, AGAIN));
    };
    begin();
    return () => {
      stopped = true;
    };
  },

  onFileDrop(listener) {
    const stops = [
      listen('tauri://drag-enter', () => listener({ kind: 'over' })),
      listen('tauri://drag-leave', () => listener({ kind: 'leave' })),
      listen<{ paths: string[] }>('tauri://drag-drop', ({ payload }) =>
        listener({ kind: 'drop', paths: payload.paths }),
      ),
    ];
    return () => stops.forEach((stop) => void stop.then((end) => end()));
  },
};
