package messenger.crypto.opaque;

import java.util.Arrays;
import messenger.crypto.Bytes;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.Secret;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.hash2curve.HashToCurveProfile;
import org.bouncycastle.crypto.hash2curve.HashToEllipticCurve;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECPoint;

/** A point of P-256 other than the identity; the cofactor is one, so every such point generates the group. */
final class Element {
    /** A compressed point (SEC 1 2.3.3; RFC 9497 4.3). */
    static final int BYTES = 33;

    static final ECCurve CURVE = CustomNamedCurves.getByName("P-256").getCurve();

    private static final Element GENERATOR =
            new Element(CustomNamedCurves.getByName("P-256").getG());

    private final ECPoint point;
    private final Bytes encoded;

    private Element(ECPoint point) {
        if (point.isInfinity()) {
            // The order is prime and scalars are not zero, so only a hash could, and 2^256 tries would find none.
            throw new IllegalStateException("the identity element");
        }
        this.point = point.normalize();
        this.encoded = Bytes.copyOf(this.point.getEncoded(true));
    }

    /**
     * Reads a compressed point.
     *
     * @param encoded {@value #BYTES} bytes
     * @throws RejectedKeyException where the type byte is not that of a compressed point, or the x coordinate is not
     *     reduced or not that of a point; at this size the identity has no encoding (RFC 9807 10.7)
     */
    static Element decode(Bytes encoded) throws RejectedKeyException {
        byte[] bytes = encoded.requireSize(BYTES, "a P-256 point").toArray();
        try {
            return new Element(CURVE.decodePoint(bytes));
        } catch (IllegalArgumentException e) {
            throw new RejectedKeyException("not a point of P-256", e);
        }
    }

    /** HashToGroup (RFC 9497 4.3), by {@code P256_XMD:SHA-256_SSWU_RO_} of RFC 9380. */
    static Element hash(Secret input) {
        return hash(input, Oprf.HASH_TO_GROUP_TAG);
    }

    /** {@code hash_to_curve} of RFC 9380 3 with a domain separation tag in ASCII. */
    static Element hash(Secret input, String tag) {
        byte[] message = input.expose();
        try {
            // Not shared: it holds a digest, which two threads would spoil for each other.
            return new Element(HashToEllipticCurve.getInstance(HashToCurveProfile.P256_XMD_SHA_256, tag)
                    .hashToCurve(message));
        } finally {
            Arrays.fill(message, (byte) 0);
        }
    }

    /** The public key of a private key. */
    static Element publicKey(Scalar privateKey) {
        return GENERATOR.times(privateKey);
    }

    Element times(Scalar scalar) {
        return new Element(ECAlgorithms.multiplySecret(point, scalar.value()));
    }

    /** DiffieHellman (RFC 9807 2.2): the whole product, encoded. */
    Secret agree(Scalar privateKey) {
        return Secret.copyOf(times(privateKey).encoded.toArray());
    }

    Bytes encoded() {
        return encoded;
    }

    @Override
    public String toString() {
        return "Element";
    }
}
