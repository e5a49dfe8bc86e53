package messenger.crypto.opaque;

import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;

/** KE1 as the server reads it (RFC 9807 6.1): both points are points. */
record Ke1(Element blinded, Element keyShare) {

    static Ke1 decode(Bytes encoded) throws MalformedException, RejectedKeyException {
        CanonicalReader reader = new CanonicalReader(encoded);
        Bytes blinded = reader.bytes(OpaqueSizes.KEY);
        reader.bytes(OpaqueSizes.NONCE);
        Bytes keyShare = reader.bytes(OpaqueSizes.KEY);
        reader.end();
        return new Ke1(Element.decode(blinded), Element.decode(keyShare));
    }
}
