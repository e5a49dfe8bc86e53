package messenger.crypto.ratchet;

import messenger.crypto.Bytes;

/**
 * What a message gave, and the state to keep before it is acknowledged.
 *
 * @param turned whether it began a chain of theirs, which then answers ours
 * @param heartbeatDue whether they have sent long without an answer, so that one should go out, be it empty
 */
record Opening(Ratchet next, Bytes plaintext, boolean turned, boolean heartbeatDue) {}
