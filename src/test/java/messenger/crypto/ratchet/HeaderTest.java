package messenger.crypto.ratchet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.X25519PublicKey;
import org.junit.jupiter.api.Test;

/** The numbers of a header stay within a chain's cap. */
final class HeaderTest {
    private static final X25519PublicKey KEY = X25519PublicKey.of(Bytes.copyOf(new byte[X25519PublicKey.BYTES]));
    private static final long CAP = Header.CHAIN_MESSAGES_MAX;

    @Test
    void theLastMessageOfAFullChainIsTakenAndNoneAfterIt() throws MalformedException {
        assertEquals(CAP - 1, Header.decode(header(0, CAP - 1).encoded()).number());
        assertThrows(
                MalformedException.class, () -> Header.decode(header(0, CAP).encoded()));
    }

    @Test
    void theChainBeforeWasFullAtMost() throws MalformedException {
        assertEquals(CAP, Header.decode(header(CAP, 0).encoded()).previousLength());
        assertThrows(
                MalformedException.class, () -> Header.decode(header(CAP + 1, 0).encoded()));
    }

    private static Header header(long previousLength, long number) {
        return new Header(KemPart.Kind.NONE, KEY, previousLength, number);
    }
}
