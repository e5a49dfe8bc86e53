package messenger.crypto;

/** An Ed25519 signature (RFC 8032 5.1.6). */
public record Signature(Bytes value) {
    public static final int BYTES = 64;

    public Signature {
        value.requireSize(BYTES, "a signature");
    }

    public static Signature read(CanonicalReader reader) throws MalformedException {
        return new Signature(reader.bytes(BYTES));
    }
}
