package messenger.crypto;

/** The cipher suite, 0x0001: the id stands in every transcript; nothing inside a suite is negotiated (PROTOCOL 1.0). */
public final class Suite {
    /** Two bytes. */
    public static final Bytes ID = Bytes.hex("0001");

    private Suite() {}
}
