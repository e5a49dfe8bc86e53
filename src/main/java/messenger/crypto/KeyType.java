package messenger.crypto;

/** The type byte before every public key on the wire: encodings of different kinds are disjoint (PROTOCOL 1.0). */
public enum KeyType {
    X25519(0x01, 32),
    ED25519(0x02, 32),
    ML_KEM_768(0x03, 1184),
    ML_KEM_1024(0x04, 1568);

    private final int code;
    private final int keyBytes;

    KeyType(int code, int keyBytes) {
        this.code = code;
        this.keyBytes = keyBytes;
    }

    /** The key's size without the type byte. */
    public int keyBytes() {
        return keyBytes;
    }

    /** The type byte and the key. */
    Bytes encode(Bytes key) {
        return Bytes.concat(Bytes.copyOf(new byte[] {(byte) code}), key);
    }

    /** Reads a key of this type, type byte first, and gives its bytes without it. */
    Bytes read(CanonicalReader reader) throws MalformedException {
        int found = reader.u8();
        if (found != code) {
            throw new MalformedException("key type " + found + " where " + name() + " was expected");
        }
        return reader.bytes(keyBytes);
    }
}
