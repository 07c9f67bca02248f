'use strict';

const form = document.querySelector('form');
const field = document.querySelector('input');
const button = document.querySelector('button');
const status = document.querySelector('[role=status]');

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const body = new TextEncoder().encode(field.value.normalize('NFC'));
  field.value = '';
  button.disabled = true;
  status.textContent = 'Trying…';
  try {
    const answer = await fetch('/api/bailey/v1/unseal', {
      method: 'POST',
      headers: { 'Content-Type': 'application/octet-stream' },
      body,
    });
    if (answer.status === 202) {
      status.textContent = 'It fits. Opening…';
      await ready();
      location.replace('/');
      return;
    }
    status.textContent = (await answer.json()).detail;
  } catch {
    status.textContent = 'The server does not answer. Try again.';
  }
  button.disabled = false;
  field.focus();
});

/** Waits until the appliance has opened; it does not answer for a moment while it changes over. */
async function ready() {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    try {
      if ((await fetch('/health/ready')).ok) {
        return;
      }
    } catch {
      // Not yet.
    }
  }
}
