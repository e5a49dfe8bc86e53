package messenger.crypto.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.MalformedException;
import messenger.crypto.Mutations;
import messenger.crypto.RejectedKeyException;
import org.junit.jupiter.api.Test;

/** Damaged lists and prekeys end in the declared exceptions, and what is accepted is encoded the same again. */
final class IdentityFuzzTest {
    private final Fixture alice = new Fixture(1);

    @Test
    void aDamagedSignedDeviceListIsRefused() {
        Mutations.survives(
                alice.list.encoded(),
                1,
                1000,
                input -> assertEquals(input, SignedDeviceList.decode(input).encoded()),
                MalformedException.class,
                RejectedKeyException.class,
                AuthenticationFailedException.class);
    }

    /** Without the signature in the way, so that the mutants come further. */
    @Test
    void aDamagedDeviceListIsRefused() {
        List<Device> devices = new ArrayList<>();
        for (int id = 1; id <= DeviceList.DEVICES_MAX; id++) {
            devices.add(alice.device(id));
        }
        Mutations.survives(
                alice.list(1, DeviceList.NO_PREVIOUS, devices).encoded(),
                2,
                1000,
                IdentityFuzzTest::readList,
                MalformedException.class,
                RejectedKeyException.class);
    }

    private static void readList(Bytes input) throws MalformedException, RejectedKeyException {
        CanonicalReader reader = new CanonicalReader(input);
        DeviceList list = DeviceList.read(reader);
        reader.end();
        assertEquals(input, list.encoded());
    }

    @Test
    void aDamagedChainOfDeviceListsIsRefused() throws Exception {
        DeviceListChain chain = DeviceListChain.of(alice.list)
                .advancedBy(alice.account.sign(
                        alice.list(2, alice.list.list().hash(), List.of(alice.device(2), alice.device(3)))));
        Mutations.survives(
                chain.encoded(),
                5,
                1000,
                input -> assertEquals(input, DeviceListChain.decode(input).encoded()),
                MalformedException.class,
                RejectedKeyException.class,
                AuthenticationFailedException.class);
    }

    @Test
    void aDamagedPrekeyIsRefused() {
        Mutations.survives(
                alice.prekey(PrekeyKind.SIGNED, 1).prekey().encoded(),
                3,
                1000,
                input -> assertEquals(input, Prekey.decode(input).encoded()),
                MalformedException.class,
                RejectedKeyException.class);
    }

    @Test
    void aDamagedPrekeyPairIsRefused() {
        Mutations.survives(
                alice.prekey(PrekeyKind.ONE_TIME, 1).encoded(),
                4,
                1000,
                input -> assertEquals(input, PrekeyPair.decode(input).encoded()),
                MalformedException.class,
                RejectedKeyException.class);
    }
}
