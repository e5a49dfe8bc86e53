package messenger.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.ratchet.Actor;
import messenger.crypto.ratchet.Parcel;

/** The only good end of an attack: one exception without detail, and everything as it was. */
final class Rejection {
    private Rejection() {}

    static void of(Actor victim, Parcel parcel) {
        List<Object> before = victim.state();
        assertThrows(AuthenticationFailedException.class, () -> victim.receive(parcel));
        assertEquals(before, victim.state());
    }

    static Parcel flipped(Parcel parcel, int bit) {
        byte[] message = parcel.message().toArray();
        message[bit / 8] ^= (byte) (1 << bit % 8);
        return parcel.withMessage(Bytes.copyOf(message));
    }

    /** The message with other bytes from {@code at}. */
    static Parcel spliced(Parcel parcel, int at, Bytes other) {
        Bytes message = parcel.message();
        return parcel.withMessage(Bytes.concat(
                message.slice(0, at), other, message.slice(at + other.size(), message.size() - at - other.size())));
    }
}
