package messenger.crypto.opaque;

import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;

/**
 * KE2 as the client reads it (RFC 9807 6.1, 6.3.1).
 *
 * @param answer everything but the code
 */
record Ke2(
        Bytes answer, Element evaluated, Bytes maskingNonce, Bytes maskedResponse, Element keyShare, Bytes serverMac) {

    static Ke2 decode(Bytes encoded) throws MalformedException, RejectedKeyException {
        CanonicalReader reader = new CanonicalReader(encoded);
        Bytes evaluated = reader.bytes(OpaqueSizes.KEY);
        Bytes maskingNonce = reader.bytes(OpaqueSizes.NONCE);
        Bytes maskedResponse = reader.bytes(OpaqueSizes.MASKED_RESPONSE);
        reader.bytes(OpaqueSizes.NONCE);
        Bytes keyShare = reader.bytes(OpaqueSizes.KEY);
        Bytes serverMac = reader.bytes(OpaqueSizes.MAC);
        reader.end();
        return new Ke2(
                encoded.slice(0, encoded.size() - OpaqueSizes.MAC),
                Element.decode(evaluated),
                maskingNonce,
                maskedResponse,
                Element.decode(keyShare),
                serverMac);
    }
}
