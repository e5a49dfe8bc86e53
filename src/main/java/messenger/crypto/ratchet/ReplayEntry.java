package messenger.crypto.ratchet;

import messenger.crypto.Bytes;
import messenger.crypto.X25519PublicKey;
import messenger.crypto.identity.Prekey;

/**
 * What must be remembered of a first message that used the last-resort key, as long as that key's secret exists: the
 * same message would open again (PROTOCOL 1.3).
 *
 * @param ephemeral EK, 32 bytes
 */
public record ReplayEntry(long signedId, long kemId, Bytes ephemeral) {
    public ReplayEntry {
        ephemeral.requireSize(X25519PublicKey.BYTES, "an ephemeral key");
        if (signedId < 1 || signedId > Prekey.ID_MAX || kemId < 1 || kemId > Prekey.ID_MAX) {
            throw new IllegalArgumentException("prekey ids " + signedId + " and " + kemId);
        }
    }
}
