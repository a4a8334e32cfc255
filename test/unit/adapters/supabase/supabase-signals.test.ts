import { expect, test, vi } from 'vitest';
import { supabaseSignals } from '../../../../adapters/supabase/supabase-signals.js';
import { manualClock } from '../../../fixtures/manual-clock.js';
import { type ScriptedRealtime, scriptedRealtime } from './scripted-realtime.js';

/** What is waited for comes in a turn or two, but not where everything is busy. */
const busy = { timeout: 10_000 };

function watched(realtime: ScriptedRealtime = scriptedRealtime()) {
  const clock = patientClock();
  const signals = supabaseSignals(realtime.client, clock);
  if (signals === null) throw new Error('A client with channels has signals.');
  return { signals, clock, channels: realtime.channels };
}

/** Sleeps for no time, but lets everybody else go first; many times over would be for ever. */
function patientClock() {
  const clock = manualClock();
  return {
    ...clock,
    async sleep(ms: number, signal: AbortSignal) {
      if (clock.pauses.length > 20) throw new Error('Nothing comes of these attempts.');
      await clock.sleep(ms, signal);
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

test('a client without channels has no signals', () => {
  const { channel, removeChannel, ...without } = scriptedRealtime().client;
  expect(supabaseSignals(without)).toBeNull();
});

test('a topic is a private channel of its name, whose messages are signals', async () => {
  const { signals, channels } = watched();
  const onSignal = vi.fn();
  await signals.watch('topic', onSignal);
  expect(channels).toMatchObject([{ name: 'promptforge:topic', isPrivate: true, event: 'events' }]);
  expect(onSignal).not.toHaveBeenCalled();
  channels[0]?.report('SUBSCRIBED');
  expect(onSignal).toHaveBeenCalledTimes(1);
  channels[0]?.deliver();
  channels[0]?.deliver();
  expect(onSignal).toHaveBeenCalledTimes(3);
});

test.each([
  'CHANNEL_ERROR',
  'TIMED_OUT',
  'CLOSED',
] as const)('after %s a new channel takes the place of the old one, and tells that something may have been missed', async (status) => {
  const { signals, channels } = watched();
  const onSignal = vi.fn();
  await signals.watch('topic', onSignal);
  channels[0]?.report('SUBSCRIBED');
  channels[0]?.report(status);
  await vi.waitFor(() => expect(channels).toHaveLength(2), busy);
  expect(channels[0]?.removed).toBe(true);
  // The old one has nothing to say any more.
  channels[0]?.report('SUBSCRIBED');
  channels[0]?.deliver();
  expect(onSignal).toHaveBeenCalledTimes(1);
  channels[1]?.report('SUBSCRIBED');
  expect(onSignal).toHaveBeenCalledTimes(2);
});

test('the pauses between attempts double up to half a minute, and begin anew after a success', async () => {
  const { signals, channels, clock } = watched();
  await signals.watch('topic', () => {});
  for (let attempt = 1; attempt <= 7; attempt++) {
    channels.at(-1)?.report('TIMED_OUT');
    await vi.waitFor(() => expect(channels).toHaveLength(attempt + 1), busy);
  }
  expect(clock.pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  channels.at(-1)?.report('SUBSCRIBED');
  channels.at(-1)?.report('CLOSED');
  await vi.waitFor(() => expect(channels).toHaveLength(9), busy);
  expect(clock.pauses.at(-1)).toBe(1_000);
});

test('a channel that cannot be opened, or let go of, is tried again', async () => {
  const realtime = scriptedRealtime(() => Promise.reject(new Error('no connection')));
  const attempts = vi.fn();
  const client = {
    ...realtime.client,
    channel: (...args: Parameters<NonNullable<typeof realtime.client.channel>>) => {
      attempts();
      if (attempts.mock.calls.length === 1 || realtime.client.channel === undefined) throw new Error('not yet');
      return realtime.client.channel(...args);
    },
  };
  const { signals } = watched({ ...realtime, client });
  const onSignal = vi.fn();
  await signals.watch('topic', onSignal);
  await vi.waitFor(() => expect(realtime.channels).toHaveLength(1), busy);
  realtime.channels[0]?.report('SUBSCRIBED');
  expect(onSignal).toHaveBeenCalledTimes(1);
  realtime.channels[0]?.report('CLOSED');
  await vi.waitFor(() => expect(attempts.mock.calls.length).toBeGreaterThan(2), busy);
});

test('watchers of one topic share its channel; it is let go of with the last of them', async () => {
  const { signals, channels } = watched();
  const [first, second] = [vi.fn(), vi.fn()];
  const leaveFirst = await signals.watch('topic', first);
  channels[0]?.report('SUBSCRIBED');
  const leaveSecond = await signals.watch('topic', second);
  expect(channels).toHaveLength(1);
  // The channel is open already: what came before is missed.
  expect(second).toHaveBeenCalledTimes(1);
  await leaveFirst();
  expect(channels[0]?.removed).toBe(false);
  channels[0]?.deliver();
  expect([first.mock.calls.length, second.mock.calls.length]).toEqual([1, 2]);
  await leaveSecond();
  expect(channels[0]?.removed).toBe(true);
  channels[0]?.deliver();
  expect(second).toHaveBeenCalledTimes(2);
});

test('whoever comes while a channel is being let go of waits for a new one', async () => {
  let letGo = () => {};
  const { signals, channels } = watched(
    scriptedRealtime(
      () =>
        new Promise<void>((resolve) => {
          letGo = resolve;
        }),
    ),
  );
  const leave = await signals.watch('topic', () => {});
  const left = leave();
  const onSignal = vi.fn();
  const again = signals.watch('topic', onSignal);
  expect(channels).toHaveLength(1);
  letGo();
  await Promise.all([left, again]);
  expect(channels).toHaveLength(2);
  channels[1]?.report('SUBSCRIBED');
  expect(onSignal).toHaveBeenCalledTimes(1);
});

test('what a watcher throws stops no other one', async () => {
  const { signals, channels } = watched();
  const onSignal = vi.fn();
  await signals.watch('topic', () => {
    throw new Error('a defect of the host');
  });
  await signals.watch('topic', onSignal);
  channels[0]?.report('SUBSCRIBED');
  expect(onSignal).toHaveBeenCalledTimes(1);
});

test('by itself it waits in real time', async () => {
  vi.useFakeTimers();
  try {
    const realtime = scriptedRealtime();
    const signals = supabaseSignals(realtime.client);
    await signals?.watch('topic', () => {});
    realtime.channels[0]?.report('CHANNEL_ERROR');
    await vi.advanceTimersByTimeAsync(999);
    expect(realtime.channels).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(realtime.channels).toHaveLength(2);
  } finally {
    vi.useRealTimers();
  }
});

test('closing lets go of every channel and of every attempt, and may be done again', async () => {
  vi.useFakeTimers();
  try {
    const realtime = scriptedRealtime();
    const signals = supabaseSignals(realtime.client);
    const onSignal = vi.fn();
    await signals?.watch('one', onSignal);
    await signals?.watch('two', onSignal);
    realtime.channels[1]?.report('CHANNEL_ERROR');
    await vi.advanceTimersByTimeAsync(500);
    await signals?.close();
    await signals?.close();
    expect(vi.getTimerCount()).toBe(0);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(realtime.channels.map(({ removed }) => removed)).toEqual([true, true]);
    for (const channel of realtime.channels) channel.deliver();
    expect(onSignal).not.toHaveBeenCalled();
  } finally {
    vi.useRealTimers();
  }
});
