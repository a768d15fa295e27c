/**
 * On a page that answers a button although everything on it is kept, or nothing on it was written: who comes Back to it asks for it
 * anew, where the browser would ask whether to send all of it again. functions/door/handler.ts allows it by the hash of this text.
 */
export const keptScript = "history.replaceState(null, '')"
