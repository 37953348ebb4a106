// @ts-check
/** Passkeys: shown where this browser can use them at this address; what goes wrong is said in words. */

const BARE_ADDRESS = /^[\d.]+$|^\[/
const WORDS = {
  InvalidStateError: 'This device has a passkey for this account already.',
  NotAllowedError: 'Nothing was done: it was cancelled, took too long, or this device has no passkey for Unkink.',
  SecurityError: 'This browser makes no passkeys at this address. Open Unkink at an address with a name in it.'
}

/** @returns {boolean} */
function canUsePasskeys () {
  return window.isSecureContext && 'PublicKeyCredential' in window && !BARE_ADDRESS.test(window.location.hostname)
}

/** @param {Event} event */
function tell (event) {
  event.preventDefault()
  const place = document.getElementById('passkey-trouble')
  const name = /** @type {CustomEvent} */ (event).detail.exception.name
  if (!place) return
  place.textContent = WORDS[name] ?? 'The passkey could not be used. Try again, or use another way in.'
  place.hidden = false
}

for (const element of document.querySelectorAll('[data-needs-passkeys]')) {
  /** @type {HTMLElement} */ (element).hidden = !canUsePasskeys()
}
for (const element of document.querySelectorAll('[data-lacks-passkeys]')) {
  /** @type {HTMLElement} */ (element).hidden = canUsePasskeys()
}
document.addEventListener('allauth.error', tell)
for (const field of document.querySelectorAll('input.copy')) {
  field.addEventListener('focus', () => { /** @type {HTMLInputElement} */ (field).select() })
}
