package messenger.crypto;

/** What an AEAD authenticates without hiding it; a type of its own, so that it is never swapped with the plaintext. */
public record AssociatedData(Bytes value) {
    public static AssociatedData of(Bytes... parts) {
        return new AssociatedData(Bytes.concat(parts));
    }
}
