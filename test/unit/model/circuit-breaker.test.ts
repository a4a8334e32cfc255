import { expect, test } from 'vitest';
import { circuitBreaker, closedCircuit, type Health } from '../../../src/model/circuit-breaker.js';
import { manualClock } from '../../fixtures/manual-clock.js';

function breaker() {
  const clock = manualClock();
  const circuit = circuitBreaker({ failures: 3, coolDownMs: 1_000, longestCoolDownMs: 3_000 }, clock);
  const send = () => {
    const pass = circuit.admit();
    if (pass === null) throw new Error('Nothing may be sent.');
    return pass;
  };
  const sent = (...ends: readonly Health[]) => {
    for (const health of ends) send().ended(health);
  };
  return { clock, circuit, send, sent };
}

test('failures in a row open it, and an answer in between starts the count anew', () => {
  const { circuit, sent } = breaker();
  sent('down', 'down', 'up', 'down', 'down');
  expect(circuit.state()).toEqual({ circuit: 'closed', retryAfterMs: null });
  sent('down');
  expect(circuit.state()).toEqual({ circuit: 'open', retryAfterMs: 1_000 });
  expect(circuit.admit()).toBeNull();
});

test('what says nothing of the server neither counts nor starts the count anew', () => {
  const { circuit, sent } = breaker();
  sent('down', 'unknown', 'down', 'unknown', 'down');
  expect(circuit.state().circuit).toBe('open');
});

test('one request passes when its time is over, and closes it when answered', () => {
  const { clock, circuit, send, sent } = breaker();
  sent('down', 'down', 'down');
  clock.advance(999);
  expect(circuit.state()).toEqual({ circuit: 'open', retryAfterMs: 1 });
  clock.advance(1);
  expect(circuit.state()).toEqual({ circuit: 'half_open', retryAfterMs: null });
  const probe = send();
  expect(circuit.state()).toEqual({ circuit: 'half_open', retryAfterMs: 1_000 });
  expect(circuit.admit()).toBeNull();
  probe.ended('up');
  expect(circuit.state()).toEqual({ circuit: 'closed', retryAfterMs: null });
  sent('down', 'down');
  expect(circuit.state().circuit).toBe('closed');
});

test('each probe that fails doubles its time, up to a bound, and an answer forgets it', () => {
  const { clock, circuit, sent } = breaker();
  sent('down', 'down', 'down');
  const waits = [1, 2, 3, 4].map(() => {
    const { retryAfterMs } = circuit.state();
    clock.advance(retryAfterMs ?? 0);
    sent('down');
    return retryAfterMs;
  });
  expect(waits).toEqual([1_000, 2_000, 3_000, 3_000]);
  clock.advance(3_000);
  sent('up', 'down', 'down', 'down');
  expect(circuit.state()).toEqual({ circuit: 'open', retryAfterMs: 1_000 });
});

test('a probe its caller gave up leaves the next one to try', () => {
  const { clock, circuit, send, sent } = breaker();
  sent('down', 'down', 'down');
  clock.advance(1_000);
  send().ended('unknown');
  expect(circuit.state()).toEqual({ circuit: 'half_open', retryAfterMs: null });
  send().ended('down');
  expect(circuit.state()).toEqual({ circuit: 'open', retryAfterMs: 2_000 });
});

test('a probe whose answer has begun lets the others go on, and may still fail', () => {
  const { clock, circuit, send, sent } = breaker();
  sent('down', 'down', 'down');
  clock.advance(1_000);
  const probe = send();
  probe.begun();
  expect(circuit.state().circuit).toBe('closed');
  probe.ended('down');
  sent('down');
  expect(circuit.state().circuit).toBe('closed');
  sent('down');
  expect(circuit.state()).toEqual({ circuit: 'open', retryAfterMs: 1_000 });
});

test('requests sent before it opened say nothing, and no end counts twice', () => {
  const { clock, circuit, send, sent } = breaker();
  const [early, late] = [send(), send()];
  sent('down', 'down', 'down');
  early.ended('up');
  expect(circuit.state().circuit).toBe('open');
  clock.advance(1_000);
  sent('up');
  late.ended('down');
  const once = send();
  for (let time = 0; time < 5; time += 1) once.ended('down');
  sent('down');
  expect(circuit.state().circuit).toBe('closed');
  sent('down');
  expect(circuit.state().circuit).toBe('open');
});

test('a clock that is put back keeps nobody out for longer', () => {
  const { clock, circuit, sent } = breaker();
  sent('down', 'down', 'down');
  clock.advance(-3_600_000);
  expect(circuit.state()).toEqual({ circuit: 'half_open', retryAfterMs: null });
});

test('none at all is always closed', () => {
  for (let time = 0; time < 20; time += 1) closedCircuit.admit()?.ended('down');
  expect(closedCircuit.state()).toEqual({ circuit: 'closed', retryAfterMs: null });
});
