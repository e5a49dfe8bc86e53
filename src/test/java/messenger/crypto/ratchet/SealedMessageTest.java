package messenger.crypto.ratchet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import org.junit.jupiter.api.Test;

/** The sizes of what comes over the wire, before anything of it is opened. */
final class SealedMessageTest {
    private static Bytes of(int form, int size) {
        byte[] bytes = new byte[size];
        if (size > 0) {
            bytes[0] = (byte) form;
        }
        return Bytes.copyOf(bytes);
    }

    private static int form(boolean first) throws AuthenticationFailedException {
        Bytes ratchet = of(0, RatchetMessage.OVERHEAD_BYTES);
        Bytes part = first ? of(1, FirstPart.BYTES) : Bytes.EMPTY;
        RatchetMessage inside = RatchetMessage.decode(ratchet);
        SealedMessage message = first ? SealedMessage.first(part, inside) : SealedMessage.ordinary(inside);
        return message.encoded().at(0);
    }

    private static void refused(Bytes encoded) {
        assertThrows(AuthenticationFailedException.class, () -> SealedMessage.decode(encoded));
    }

    @Test
    void anOrdinaryMessageHasAtLeastItsOverhead() throws Exception {
        int least = 1 + RatchetMessage.OVERHEAD_BYTES;

        assertFalse(SealedMessage.decode(of(form(false), least)).isFirst());
        refused(of(form(false), least - 1));
        refused(of(form(false), 1));
        refused(of(form(false), 0));
    }

    @Test
    void aFirstMessageHasItsFirstPartToo() throws Exception {
        int least = 1 + FirstPart.BYTES + RatchetMessage.OVERHEAD_BYTES;

        assertTrue(SealedMessage.decode(of(form(true), least)).isFirst());
        refused(of(form(true), least - 1));
        refused(of(form(true), 1 + FirstPart.BYTES));
        refused(of(form(true), FirstPart.BYTES));
        refused(of(form(true), 1));
    }

    @Test
    void noMessageIsLargerThanTheLargest() throws Exception {
        int max = SealedMessage.ENCODED_BYTES_MAX;

        assertEquals(max, SealedMessage.decode(of(form(true), max)).encoded().size());
        refused(of(form(true), max + 1));
    }

    @Test
    void anotherFormIsRefused() throws Exception {
        for (int other = 0; other < 256; other++) {
            if (other != form(true) && other != form(false)) {
                refused(of(other, SealedMessage.ENCODED_BYTES_MAX));
            }
        }
    }

    @Test
    void messagesAreEqualByTheirBytes() throws Exception {
        Bytes encoded = of(form(false), 300);
        SealedMessage message = SealedMessage.decode(encoded);
        SealedMessage longer = SealedMessage.decode(of(form(false), 301));

        assertEquals(SealedMessage.decode(encoded), message);
        assertEquals(encoded.hashCode(), message.hashCode());
        assertNotEquals(longer, message);
        assertNotEquals(message, "a message");
        assertEquals("SealedMessage(300 bytes)", message.toString());
    }
}
