package messenger.crypto.opaque;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;
import org.junit.jupiter.api.Test;

/** Attack F5: points that are none, in every place where a point is read. */
final class InvalidPointTest {
    private static final BigInteger P =
            new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
    private static final BigInteger B =
            new BigInteger("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", 16);

    private final World world = new World(13);

    /** Euler's criterion for x^3 - 3x + b, apart from what is tested. */
    private static boolean isOnCurve(BigInteger x) {
        BigInteger square =
                x.pow(3).subtract(x.multiply(BigInteger.valueOf(3))).add(B).mod(P);
        return square.modPow(P.subtract(BigInteger.ONE).shiftRight(1), P).equals(BigInteger.ONE);
    }

    private static BigInteger smallest(boolean onCurve) {
        BigInteger x = BigInteger.ONE;
        while (isOnCurve(x) != onCurve) {
            x = x.add(BigInteger.ONE);
        }
        return x;
    }

    private static Bytes point(String type, BigInteger x) {
        return Bytes.hex(type + String.format("%064x", x));
    }

    private static List<Bytes> bad() {
        BigInteger on = smallest(true);
        List<Bytes> bad = new ArrayList<>();
        bad.add(Bytes.hex("00".repeat(33)));
        bad.add(Bytes.hex("ff".repeat(33)));
        bad.add(Bytes.hex("02" + "ff".repeat(32)));
        for (String type : new String[] {"00", "01", "04", "05", "06", "07", "82"}) {
            bad.add(point(type, on));
        }
        for (String type : new String[] {"02", "03"}) {
            bad.add(point(type, smallest(false)));
            bad.add(point(type, P));
            // The same point as a small x, not reduced.
            bad.add(point(type, P.add(on)));
        }
        return bad;
    }

    @Test
    void aPointIsReadAsItIsWritten() throws Exception {
        for (String type : new String[] {"02", "03"}) {
            Bytes good = point(type, smallest(true));
            assertEquals(good, Element.decode(good).encoded());
        }
    }

    @Test
    void whatIsNoPointIsRefused() {
        for (Bytes bad : bad()) {
            assertThrows(RejectedKeyException.class, () -> Element.decode(bad), bad.toHex());
        }
    }

    @Test
    void theServerRefusesThemWhereverItReadsAPoint() throws Exception {
        Registered alice = world.register();
        Bytes ke1 = world.login().ke1();
        Bytes record = alice.record().encoded();

        for (Bytes bad : bad()) {
            rejects(bad, () -> world.server.registrationResponse(bad, World.ALICE));
            rejects(bad, () -> RegistrationRecord.decode(with(record, 0, bad)));
            for (int at : new int[] {0, OpaqueSizes.KEY + OpaqueSizes.NONCE}) {
                rejects(bad, () -> world.answer(alice.record(), with(ke1, at, bad)));
                rejects(bad, () -> world.answerForNobody(with(ke1, at, bad), World.ALICE));
            }
        }
    }

    @Test
    void theClientRefusesThemWhereverItReadsAPoint() throws Exception {
        Registered alice = world.register();
        Bytes response = world.server.registrationResponse(world.registration().request(), World.ALICE);
        Bytes ke2 = world.answer(alice.record(), world.login().ke1()).ke2();

        for (Bytes bad : bad()) {
            for (int at : new int[] {0, OpaqueSizes.KEY}) {
                rejects(bad, () -> world.registration()
                        .finish(with(response, at, bad), World.IDENTITIES, World.CHEAP, world.random));
            }
            for (int at : new int[] {0, OpaqueSizes.CREDENTIAL_RESPONSE + OpaqueSizes.NONCE}) {
                rejects(bad, () -> world.login().finish(with(ke2, at, bad), World.BINDING, World.CHEAP));
            }
        }
    }

    @Test
    void everySizeIsExact() throws Exception {
        Registered alice = world.register();
        Bytes ke1 = world.login().ke1();
        Bytes ke2 = world.answer(alice.record(), ke1).ke2();
        Bytes response = world.server.registrationResponse(world.registration().request(), World.ALICE);
        assertEquals(33, OpaqueSizes.REGISTRATION_REQUEST);
        assertEquals(66, OpaqueSizes.REGISTRATION_RESPONSE);
        assertEquals(129, OpaqueSizes.RECORD);
        assertEquals(98, OpaqueSizes.KE1);
        assertEquals(259, OpaqueSizes.KE2);
        assertEquals(32, OpaqueSizes.KE3);

        isExact(world.registration().request(), input -> world.server.registrationResponse(input, World.ALICE));
        isExact(response, input -> world.registration().finish(input, World.IDENTITIES, World.CHEAP, world.random));
        isExact(alice.record().encoded(), RegistrationRecord::decode);
        isExact(ke1, input -> world.answer(alice.record(), input));
        Bytes ke3 = world.logIn(alice).ke3();
        for (Bytes wrong : List.of(longer(ke2), shorter(ke2), Bytes.EMPTY)) {
            assertThrows(MalformedException.class, () -> world.login().finish(wrong, World.BINDING, World.CHEAP));
        }
        for (Bytes wrong : List.of(longer(ke3), shorter(ke3), Bytes.EMPTY)) {
            PendingLogin pending = world.answer(alice.record(), ke1);
            assertThrows(MalformedException.class, () -> pending.finish(wrong));
        }
    }

    private interface Reader {
        void read(Bytes input) throws Exception;
    }

    private static void isExact(Bytes right, Reader reader) {
        assertDoesNotThrow(() -> reader.read(right));
        for (Bytes wrong : List.of(longer(right), shorter(right), Bytes.EMPTY)) {
            assertThrows(MalformedException.class, () -> reader.read(wrong));
        }
    }

    private static Bytes longer(Bytes bytes) {
        return Bytes.concat(bytes, Bytes.hex("00"));
    }

    private static Bytes shorter(Bytes bytes) {
        return bytes.slice(0, bytes.size() - 1);
    }

    private static Bytes with(Bytes message, int at, Bytes point) {
        return Bytes.concat(
                message.slice(0, at), point, message.slice(at + point.size(), message.size() - at - point.size()));
    }

    private interface Step {
        void run() throws Exception;
    }

    private static void rejects(Bytes bad, Step step) {
        assertThrows(RejectedKeyException.class, step::run, bad.toHex());
    }
}
