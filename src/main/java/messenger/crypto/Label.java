package messenger.crypto;

/** A domain separation label; every one starts with {@code "messenger/1 "} (PROTOCOL 1.0). */
public record Label(String purpose) {
    private static final String PREFIX = "messenger/1 ";

    /** The label's bytes, with the prefix. */
    public Bytes bytes() {
        return Bytes.utf8(PREFIX + purpose);
    }

    /** The label followed by what it binds. */
    public Bytes with(Bytes... bound) {
        return Bytes.concat(bytes(), Bytes.concat(bound));
    }
}
