package messenger.crypto.verify;

import messenger.crypto.Bytes;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.identity.AccountPublic;
import messenger.crypto.identity.SafetyFingerprint;

/**
 * What two people compare to know that each has the other's true identity key: the same sixty digits on both screens,
 * or a QR code that one scans (PROTOCOL 1.14). It covers the accounts' keys alone, so a new device does not change it.
 */
public record SafetyNumber(SafetyFingerprint own, SafetyFingerprint peer) {
    /** The size of {@link #qrContent}. */
    public static final int QR_BYTES = 1 + 2 * SafetyFingerprint.BYTES;

    private static final int VERSION = 1;

    /** What a scanned code says. */
    public enum Comparison {
        /** Both keys are the same at both ends. */
        MATCH,
        /** The other end has another key for one of the two accounts, or for both: somebody may be in between. */
        MISMATCH,
        /**
         * The code is not of the account that is known here as the peer: it is our own, or that of another account that
         * has our right key. Where it was truly the peer who showed it, we were given a wrong key for them.
         */
        OTHER_PERSON,
        /** Something else was scanned, or the code of another version. */
        NOT_A_CODE
    }

    /** The number of these two; both of them see the same digits. */
    public static SafetyNumber of(AccountPublic own, AccountPublic peer) {
        return new SafetyNumber(own.fingerprint(), peer.fingerprint());
    }

    /** Sixty digits; the smaller half first, so that it does not matter who looks. */
    public String digits() {
        String mine = own.digits();
        String theirs = peer.digits();
        return mine.compareTo(theirs) <= 0 ? mine + theirs : theirs + mine;
    }

    /** What our QR code holds: version, our fingerprint, theirs; {@value #QR_BYTES} bytes. */
    public Bytes qrContent() {
        return new CanonicalWriter()
                .u8(VERSION)
                .bytes(own.value())
                .bytes(peer.value())
                .toBytes();
    }

    /** Compares with what was scanned from the peer's screen; only {@link Comparison#MATCH} verifies anything. */
    public Comparison compare(Bytes scanned) {
        if (scanned.size() != QR_BYTES || scanned.at(0) != VERSION) {
            return Comparison.NOT_A_CODE;
        }
        Bytes theirs = scanned.slice(1, SafetyFingerprint.BYTES);
        Bytes ours = scanned.slice(1 + SafetyFingerprint.BYTES, SafetyFingerprint.BYTES);
        if (theirs.equals(peer.value()) && ours.equals(own.value())) {
            return Comparison.MATCH;
        }
        boolean isOurCode = theirs.equals(own.value()) && ours.equals(peer.value());
        boolean isMeantForUs = ours.equals(own.value());
        return isOurCode || isMeantForUs ? Comparison.OTHER_PERSON : Comparison.MISMATCH;
    }

    /** Twelve groups of five digits, as people read them aloud. */
    @Override
    public String toString() {
        return digits().replaceAll("(.{5})(?!$)", "$1 ");
    }
}
