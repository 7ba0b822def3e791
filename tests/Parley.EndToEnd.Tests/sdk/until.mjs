import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';

const LIMIT = 10_000;
const STEP = 10;

/** Waits until something holds; the client has no event for everything that changes. */
export async function until(what, holds) {
  const end = Date.now() + LIMIT;
  while (!holds()) {
    assert.ok(Date.now() < end, `Not within ${LIMIT / 1000} s: ${what}`);
    await delay(STEP);
  }
}
