import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { debounce, latest, throttle } from './timing';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('debounce', () => {
  it('acts once, after the pause', () => {
    const act = vi.fn();
    const { call } = debounce(act, 100);
    call();
    vi.advanceTimersByTime(99);
    call();
    vi.advanceTimersByTime(99);
    expect(act).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(act).toHaveBeenCalledTimes(1);
  });

  it('is flushed only if something is due', () => {
    const act = vi.fn();
    const { call, flush } = debounce(act, 100);
    flush();
    expect(act).not.toHaveBeenCalled();
    call();
    flush();
    vi.advanceTimersByTime(200);
    expect(act).toHaveBeenCalledTimes(1);
  });

  it('forgets what is cancelled', () => {
    const act = vi.fn();
    const { call, cancel } = debounce(act, 100);
    call();
    cancel();
    vi.advanceTimersByTime(200);
    expect(act).not.toHaveBeenCalled();
  });
});

describe('throttle', () => {
  it('acts at once, then once for all that was asked meanwhile', async () => {
    const act = vi.fn(() => Promise.resolve());
    const { call } = throttle(act, 250);
    for (let i = 0; i < 10; i++) call();
    expect(act).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(250);
    expect(act).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(1000);
    expect(act).toHaveBeenCalledTimes(2);
  });

  it('never acts twice at the same time', async () => {
    let running = 0;
    let most = 0;
    const act = async () => {
      most = Math.max(most, ++running);
      await new Promise((done) => setTimeout(done, 1000));
      running--;
    };
    const { call } = throttle(act, 250);
    for (let i = 0; i < 8; i++) {
      call();
      await vi.advanceTimersByTimeAsync(300);
    }
    expect(most).toBe(1);
  });
});

describe('latest', () => {
  it('drops an answer that was overtaken, and its failure too', async () => {
    const answers: (() => void)[] = [];
    const failures: ((why: Error) => void)[] = [];
    const ask = latest(
      (question: string) =>
        new Promise<string>((answer, fail) => {
          answers.push(() => answer(`of ${question}`));
          failures.push(fail);
        }),
    );
    const [first, second, third] = [ask('a'), ask('b'), ask('c')];
    answers[2]?.();
    answers[0]?.();
    failures[1]?.(new Error('second'));
    expect(await first).toBeUndefined();
    expect(await second).toBeUndefined();
    expect(await third).toBe('of c');
  });
});
